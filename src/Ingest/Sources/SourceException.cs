namespace InspectFlow.Ingest;

/// <summary>The folder that images should come from is not there or cannot be read.</summary>
public sealed class SourceException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="SourceException"/> class.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="reason">What is wrong and how to mend it.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SourceException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}", innerException) => Path = path;

    /// <summary>Gets the folder.</summary>
    public string Path { get; }
}
