namespace InspectFlow.Reporting.Storage;

/// <summary>A file that a run could not read.</summary>
public sealed record UnreadableRow
{
    /// <summary>Gets the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the line's name.</summary>
    public required string Line { get; init; }

    /// <summary>Gets the path, relative to the line's folder or, outside it, in full, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the file's modification time.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Gets how often reading it was tried, over all runs.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets why it could not be read.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets when the run tried.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
