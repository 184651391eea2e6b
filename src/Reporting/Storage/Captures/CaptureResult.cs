namespace InspectFlow.Reporting.Storage;

/// <summary>What a run found out about one file: a score for its content, or the reason why it can't be read.</summary>
public sealed record CaptureResult
{
    /// <summary>Gets the path, relative to the line's folder or, outside it, in full, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the file's modification time.</summary>
    public required DateTimeOffset Modified { get; init; }

    /// <summary>Gets the part's number, where the path tells it.</summary>
    public string? Part { get; init; }

    /// <summary>Gets the lot, where the path tells it.</summary>
    public string? Lot { get; init; }

    /// <summary>Gets the serial number, where the path tells it.</summary>
    public string? Serial { get; init; }

    /// <summary>Gets the station, where the path tells it.</summary>
    public string? Station { get; init; }

    /// <summary>Gets the view (camera or side), where the path tells it.</summary>
    public string? View { get; init; }

    /// <summary>Gets the content's SHA-256, lower-case hexadecimal; null exactly when the file can't be read.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Gets the picture's width in pixels; of no meaning for content that the database knows.</summary>
    public int Width { get; init; }

    /// <summary>Gets the picture's height in pixels; of no meaning for content that the database knows.</summary>
    public int Height { get; init; }

    /// <summary>
    /// Gets the scores; null when the file can't be read. Where the content already has a score by the run's model in
    /// its precision, that one stands and this one is dropped.
    /// </summary>
    public ScoreValues? Scores { get; init; }

    /// <summary>Gets why the file can't be read; null exactly when it has a content.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the pictures to keep of it.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<EvidencePicture> Evidence { get; init; } = [];

    /// <summary>Gets the good image of the run's model that is nearest to it.</summary>
    /// <value>The default is none.</value>
    public Neighbour? Neighbour { get; init; }
}
