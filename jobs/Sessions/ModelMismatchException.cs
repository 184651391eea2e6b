namespace InspectFlow.Jobs.Sessions;

/// <summary>A model's file is gone, is another than the one in force, or does not fit the line's definition.</summary>
public sealed class ModelMismatchException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ModelMismatchException"/> class.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="reason">What does not fit, and what to do.</param>
    public ModelMismatchException(string path, string reason)
        : base($"{path}: {reason}") => Path = path;

    /// <summary>Gets the model's file.</summary>
    public string Path { get; }
}
