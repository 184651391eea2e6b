namespace InspectFlow.Model.Backbones;

/// <summary>Recognises the network in a file of weights and builds the backbone from it.</summary>
internal static class BackboneFile
{
    private const string ArchitectureKey = "architecture";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <param name="strides">The strides wanted, ascending.</param>
    /// <returns>The backbone, folded.</returns>
    /// <exception cref="ModelFormatException">The file is damaged or of no network that is known.</exception>
    public static Backbone Load(string path, IReadOnlyList<int> strides)
    {
        var file = SafetensorsFile.Read(path);
        var match = Recognise(file, path, strides);
        var backbone = new Backbone(
            new BackboneDescriptor { Architecture = match.Plan.Name, Strides = [.. strides], Sha256 = file.Sha256 });
        try
        {
            BackboneWeights.Fill(backbone, match);
            backbone.Fold();
            return backbone;
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    private static BackboneMatch Recognise(SafetensorsFile file, string path, IReadOnlyList<int> strides)
    {
        var said = file.Metadata.GetValueOrDefault(ArchitectureKey);
        var named = BackboneCatalog.Find(said);
        var deepest = strides.Count == 0 ? 0 : strides[^1];
        var candidates = named is null ? BackboneCatalog.All : [named];
        var best = candidates
            .Select(plan => new BackboneMatch(plan, file.Tensors.Values, Math.Max(deepest, plan.Stages[0].Stride)))
            .OrderByDescending(m => m.Faults.Count == 0)
            .ThenByDescending(m => m.Share)
            .First();
        if (best.Faults.Count > 0)
        {
            throw new ModelFormatException(path, Reason(best, file, said), best.Faults);
        }

        return best.Plan.FaultOf(strides) is { } fault
            ? throw new ModelFormatException(path, $"features at strides {string.Join(", ", strides)} are wanted; {fault}")
            : best;
    }

    private static string Reason(BackboneMatch best, SafetensorsFile file, string? said)
    {
        var plan = best.Plan;
        var mend = $"give a float32 safetensors file of {BackboneCatalog.Names}";
        if (best.Share == 0)
        {
            return $"holds no backbone that is known{(said is null ? string.Empty : $" (it says \"{said}\")")}; {mend}";
        }

        var what = BackboneCatalog.Find(said) is not null ? $"says that it is a {plan.Name}"
            : said is null ? $"is nearest to a {plan.Name}"
            : $"says that it is a \"{said}\", which is not known, and is nearest to a {plan.Name}";
        var complete = plan.Stages
            .Where(s => new BackboneMatch(plan, file.Tensors.Values, s.Stride).Faults.Count == 0)
            .Select(s => s.Stride)
            .ToList();
        var instead = complete.Count == 0 ? string.Empty : $"ask for strides among {string.Join(", ", complete)}, for which it has all, or ";
        return $"{what}, but has other tensors than that under {plan.Naming.Description}'s names; {instead}{mend}";
    }
}
