namespace InspectFlow.Reporting.Storage;

/// <summary>One decision with everything that belongs to it, as reports and CSV files need it.</summary>
public sealed record InspectionRow : ScoreValues
{
    /// <summary>Gets the run that decided.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the line's name.</summary>
    public required string Line { get; init; }

    /// <summary>Gets the capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the path, relative to the line's folder or, outside it, in full, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the content's SHA-256.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets the part's number, or null.</summary>
    public string? Part { get; init; }

    /// <summary>Gets the lot, or null.</summary>
    public string? Lot { get; init; }

    /// <summary>Gets the serial number, or null.</summary>
    public string? Serial { get; init; }

    /// <summary>Gets the station, or null.</summary>
    public string? Station { get; init; }

    /// <summary>Gets the view, or null.</summary>
    public string? View { get; init; }

    /// <summary>Gets the file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the file's modification time.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Gets the picture's width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Gets the picture's height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Gets a value indicating whether another path of the line has the same content.</summary>
    public required bool IsDuplicate { get; init; }

    /// <summary>Gets the SHA-256 of the model that scored.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Gets the precision in which it scored.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets the calibration that decided.</summary>
    public required string CalibrationId { get; init; }

    /// <summary>Gets the score that decided.</summary>
    public required string DecidingScore { get; init; }

    /// <summary>Gets the share of reference scores below, 0 to 100; null when the score is not finite.</summary>
    public double? Percentile { get; init; }

    /// <summary>Gets the score less the review threshold; null when the score is not finite.</summary>
    public double? Margin { get; init; }

    /// <summary>Gets one of <see cref="Scoring.Outcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets why, where the thresholds alone do not tell.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets when it was decided.</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}
