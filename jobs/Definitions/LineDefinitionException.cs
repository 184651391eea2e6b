namespace InspectFlow.Jobs.Definitions;

/// <summary>A line definition cannot be read at all: the file is absent, not readable, or not JSON.</summary>
public sealed class LineDefinitionException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="LineDefinitionException"/> class.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it, and how to mend it.</param>
    /// <param name="innerException">The cause, or null.</param>
    public LineDefinitionException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}", innerException) => Path = path;

    /// <summary>Gets the file.</summary>
    public string Path { get; }
}
