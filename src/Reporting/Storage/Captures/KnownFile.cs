namespace InspectFlow.Reporting.Storage;

/// <summary>
/// What the database knows of a path, from its latest revision. The file is unchanged when size and time agree; then it
/// is done when <see cref="IsDecided"/>, needs no decoding when <see cref="Scores"/> is there, and is to be read again
/// otherwise.
/// </summary>
public sealed record KnownFile
{
    /// <summary>Gets the capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the path, relative to the line's folder or, outside it, in full, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the file's modification time.</summary>
    public required DateTimeOffset Modified { get; init; }

    /// <summary>Gets how far it has come.</summary>
    public required CaptureStatus Status { get; init; }

    /// <summary>Gets how often reading it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets the content's SHA-256, or null when it was never readable.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Gets a value indicating whether it has a decision under the calibration asked for.</summary>
    public required bool IsDecided { get; init; }

    /// <summary>Gets the content's scores by the model asked for, or null.</summary>
    public ScoreValues? Scores { get; init; }

    /// <summary>Tells whether the file is still the one that the database knows.</summary>
    /// <param name="size">The file's size now, in bytes.</param>
    /// <param name="modified">The file's modification time now.</param>
    /// <returns>True when neither has changed.</returns>
    public bool IsUnchanged(long size, DateTimeOffset modified) => Size == size && Modified == modified;
}
