namespace InspectFlow.Reporting.Export;

/// <summary>Images with verdicts can't be written to a folder. The message names it and says what to do.</summary>
public sealed class ExportException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ExportException"/> class.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ExportException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException) => Path = path;

    /// <summary>Gets the folder or file.</summary>
    public string Path { get; }
}
