namespace InspectFlow.Jobs.Scheduling;

/// <summary>A line's lock file cannot be made or opened.</summary>
public sealed class LineLockException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="LineLockException"/> class.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="innerException">The cause.</param>
    public LineLockException(string path, Exception innerException)
        : base(
            $"{path}: the line's lock file cannot be opened ({innerException?.Message}). Give this user write access to the database's " +
            "folder, or name another \"database\" in the line definition.",
            innerException) => Path = path;

    /// <summary>Gets the lock file.</summary>
    public string Path { get; }
}
