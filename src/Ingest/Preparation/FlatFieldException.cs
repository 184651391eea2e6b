namespace InspectFlow.Ingest;

/// <summary>A flat field cannot be made of the frames or images that it should be made of.</summary>
public sealed class FlatFieldException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="FlatFieldException"/> class.</summary>
    /// <param name="path">The frame's file, or what else the field should come from.</param>
    /// <param name="reason">What is wrong with it and how to mend it.</param>
    /// <param name="innerException">The cause, or null.</param>
    public FlatFieldException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}", innerException) => Path = path;

    /// <summary>Gets the frame's file, or what else the field should come from.</summary>
    public string Path { get; }
}
