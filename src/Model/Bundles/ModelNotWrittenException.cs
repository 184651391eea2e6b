namespace InspectFlow.Model;

/// <summary>A model or a checkpoint cannot be written.</summary>
public sealed class ModelNotWrittenException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="ModelNotWrittenException"/> class.</summary>
    /// <param name="path">The file.</param>
    /// <param name="innerException">Why.</param>
    public ModelNotWrittenException(string path, Exception innerException)
        : base(
            $"{path} cannot be written ({innerException.Message}); free space there, or give this user write access. The same command goes on from the latest checkpoint.",
            innerException) => Path = path;

    /// <summary>Gets the file.</summary>
    public string Path { get; }
}
