namespace InspectFlow.Jobs.Evaluation;

/// <summary>The masks of a labelled data set contradict its pictures.</summary>
public sealed class GroundTruthException : InspectFlowException
{
    private const int MostNamed = 10;

    /// <summary>Initializes a new instance of the <see cref="GroundTruthException"/> class.</summary>
    /// <param name="folder">The folder of the masks.</param>
    /// <param name="faults">What is wrong, a line for each mask.</param>
    public GroundTruthException(string folder, IReadOnlyList<string> faults)
        : base(Compose(folder, faults))
    {
        Folder = folder;
        Faults = faults;
    }

    /// <summary>Gets the folder of the masks.</summary>
    public string Folder { get; }

    /// <summary>Gets what is wrong, a line for each mask.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Compose(string folder, IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var more = faults.Count > MostNamed ? $"{Environment.NewLine}  and {faults.Count - MostNamed} more" : string.Empty;
        return $"{folder}: {faults.Count} {(faults.Count == 1 ? "mask does" : "masks do")} not fit the pictures:{Environment.NewLine}" +
            string.Join(Environment.NewLine, faults.Take(MostNamed).Select(f => $"  {f}")) + more +
            $"{Environment.NewLine}Correct these masks, or remove them: their pictures are then left out of the pixel metrics.";
    }
}
