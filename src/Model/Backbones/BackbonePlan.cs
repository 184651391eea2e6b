namespace InspectFlow.Model.Backbones;

/// <summary>The structure of a network and the names of its tensors in a file.</summary>
internal sealed record BackbonePlan
{
    /// <summary>Gets the architecture's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the names that other files' metadata have for it.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Gets how a file names the tensors.</summary>
    public required TensorNaming Naming { get; init; }

    /// <summary>Gets the batch norm of the picture itself, or null.</summary>
    public string? InputNorm { get; init; }

    /// <summary>Gets the first convolution.</summary>
    public required ConvolutionPlan Stem { get; init; }

    /// <summary>Gets a value indicating whether a 3 × 3 maximum with stride 2 follows the first convolution.</summary>
    public bool Pools { get; init; }

    /// <summary>Gets the batch norm before the first stage (pre-activation), or null.</summary>
    public string? StemClosing { get; init; }

    /// <summary>Gets the stages.</summary>
    public required IReadOnlyList<StagePlan> Stages { get; init; }

    /// <summary>Gets a value indicating whether rectifiers end at 6.</summary>
    public bool IsClipped { get; init; }

    /// <summary>Gets a value indicating whether a unit's sum is rectified.</summary>
    public bool RectifiesSums { get; init; }

    /// <summary>Gets how names of tensors begin that change what is calculated, so that unknown ones are a fault.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>Gets how names of tensors begin that come after the stages and are not needed.</summary>
    public IReadOnlyList<string> Head { get; init; } = [];

    /// <summary>Gets the strides that there are, for messages.</summary>
    public string StrideList => string.Join(", ", Stages.Select(s => s.Stride));

    /// <summary>The stages that features at a stride need.</summary>
    /// <param name="deepest">The stride.</param>
    /// <returns>The first stages, up to the one with that stride.</returns>
    public IReadOnlyList<StagePlan> StagesTo(int deepest) => [.. Stages.Where(s => s.Stride <= deepest)];

    /// <summary>Lists the tensors of a file that some stages and what is before them need.</summary>
    /// <param name="stages">The first stages.</param>
    /// <param name="withClosing">Whether the batch norm after the last of them is among them, where there is one.</param>
    /// <returns>The tensors' names and shapes.</returns>
    public IEnumerable<(string Name, long[] Shape)> Tensors(IReadOnlyList<StagePlan> stages, bool withClosing)
    {
        var norms = new List<(string? Name, int Channels)> { (InputNorm, Stem.Inputs), (StemClosing, Stem.Outputs) };
        var convolutions = stages.SelectMany(s => s.Convolutions).Prepend(Stem).ToList();
        norms.AddRange(convolutions.Select(c => (c.Norm, c.Outputs)));
        norms.AddRange(stages.SelectMany(s => s.Units).Select(u => (u.Norm, u.Inputs)));
        norms.AddRange(stages.Take(withClosing ? stages.Count : stages.Count - 1).Select(s => (s.Closing, s.Channels)));
        return convolutions.Select(c => (c.Name + Naming.Weight, c.Shape)).Concat(
            from norm in norms
            where norm.Name is not null
            from suffix in Naming.Norm
            select (norm.Name + suffix, new long[] { norm.Channels }));
    }

    /// <summary>Says what is wrong with strides that are asked for.</summary>
    /// <param name="strides">The strides.</param>
    /// <returns>The fault, or null.</returns>
    public string? FaultOf(IReadOnlyList<int> strides)
    {
        if (strides.Count == 0 || strides.Zip(strides.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            return "must be one or more strides, ascending";
        }

        var unknown = strides.Where(stride => Stages.All(s => s.Stride != stride)).ToList();
        return unknown.Count == 0 ? null : $"{Name} has no features at stride {string.Join(", ", unknown)}; it has {StrideList}";
    }
}
