namespace InspectFlow.Ingest;

/// <summary>A file cannot be turned into an image.</summary>
public sealed class ImageDecodeException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ImageDecodeException"/> class.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it and, where there is one, the remedy.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ImageDecodeException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}", innerException)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets what is wrong with it: a short sentence that stays the same from run to run.</summary>
    public string Reason { get; }
}
