namespace InspectFlow.Scoring;

/// <summary>A calibration file cannot be used. Carries every fault found, not only the first.</summary>
public sealed class CalibrationDocumentException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="CalibrationDocumentException"/> class.</summary>
    /// <param name="source">The file.</param>
    /// <param name="faults">Every fault found; at least one.</param>
    /// <param name="innerException">The cause, or null.</param>
    public CalibrationDocumentException(string source, IReadOnlyList<string> faults, Exception? innerException = null)
        : base($"{source} is not a usable calibration: {string.Join("; ", faults)}.", innerException)
    {
        DocumentSource = source;
        Faults = faults;
    }

    /// <summary>Gets the file.</summary>
    public string DocumentSource { get; }

    /// <summary>Gets every fault found.</summary>
    public IReadOnlyList<string> Faults { get; }
}
