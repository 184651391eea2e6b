namespace InspectFlow.Model;

/// <summary>A model or checkpoint file can't be used: it is damaged, of another format, or its tensors don't fit.</summary>
public sealed class ModelFormatException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ModelFormatException"/> class.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it and how to mend it.</param>
    /// <param name="faults">The single faults, for example every tensor that is missing; may be empty.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ModelFormatException(
        string path,
        string reason,
        IReadOnlyList<string>? faults = null,
        Exception? innerException = null)
        : base(Describe(path, reason, faults ?? []), innerException)
    {
        Path = path;
        Reason = reason;
        Faults = faults ?? [];
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets what is wrong with it.</summary>
    public string Reason { get; }

    /// <summary>Gets the single faults, for example every tensor that is missing; may be empty.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Describe(string path, string reason, IReadOnlyList<string> faults)
    {
        var lines = faults.Take(20).Select(f => $"  {f}").ToList();
        if (faults.Count > lines.Count)
        {
            lines.Add($"  and {faults.Count - lines.Count} more");
        }

        return string.Join(Environment.NewLine, lines.Prepend($"{path}: {reason}"));
    }
}
