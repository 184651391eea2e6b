namespace InspectFlow.Model.Backbones;

/// <summary>How well a file's tensors fit a network.</summary>
internal sealed class BackboneMatch
{
    /// <summary>Initializes a new instance of the <see cref="BackboneMatch"/> class.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="file">The file's tensors.</param>
    /// <param name="deepest">The deepest stride wanted.</param>
    public BackboneMatch(BackbonePlan plan, IEnumerable<SafetensorsTensor> file, int deepest)
    {
        Plan = plan;
        var prefix = plan.Naming.Prefix;
        foreach (var tensor in file)
        {
            var name = tensor.Name.StartsWith(prefix, StringComparison.Ordinal) ? tensor.Name[prefix.Length..] : tensor.Name;
            Tensors[name] = tensor;
        }

        var stages = plan.StagesTo(deepest);
        HasClosing = stages[^1].Closing is { } norm && plan.Naming.Norm.Any(suffix => Tensors.ContainsKey(norm + suffix));
        var expected = plan.Tensors(stages, HasClosing).ToList();
        var faults = expected.Select(Check).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Share = 1 - ((double)faults.Count / expected.Count);
        Faults = [.. faults, .. Extra()];
    }

    /// <summary>Gets the network.</summary>
    public BackbonePlan Plan { get; }

    /// <summary>Gets the file's tensors by the names that the network has for them.</summary>
    public Dictionary<string, SafetensorsTensor> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether the batch norm after the deepest stage wanted is there.</summary>
    public bool HasClosing { get; }

    /// <summary>Gets the share of the tensors needed that are as they should be.</summary>
    public double Share { get; }

    /// <summary>Gets what does not fit: tensors that are missing, misshapen or unknown.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static bool StartsWithAny(string name, IReadOnlyList<string> beginnings) =>
        beginnings.Any(b => name.StartsWith(b, StringComparison.Ordinal));

    private string? Check((string Name, long[] Shape) tensor)
    {
        var form = $"F32 [{string.Join(", ", tensor.Shape)}]";
        return !Tensors.TryGetValue(tensor.Name, out var found) ? $"missing: {tensor.Name} {form}"
            : string.Equals(found.Form, form, StringComparison.Ordinal) ? null
            : $"misshapen: {tensor.Name} is {found.Form} and should be {form}";
    }

    // With more units than the network has it would be another network, whose features these would not be.
    private IEnumerable<string> Extra()
    {
        var known = Plan.Tensors(Plan.Stages, withClosing: true).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return Tensors
            .Where(t => StartsWithAny(t.Key, Plan.Body) && !StartsWithAny(t.Key, Plan.Head) && !known.Contains(t.Key))
            .Where(t => !t.Key.EndsWith(".num_batches_tracked", StringComparison.Ordinal))
            .Select(t => $"extra: {t.Key} {t.Value.Form}")
            .Order(StringComparer.Ordinal);
    }
}
