namespace InspectFlow.Reporting.Storage;

/// <summary>One image of the review queue, as lists and tables show it.</summary>
public sealed record ReviewRow
{
    /// <summary>Gets the capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the line's id.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets the line's name.</summary>
    public required string Line { get; init; }

    /// <summary>Gets the run that decided latest.</summary>
    public required string RunId { get; init; }

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

    /// <summary>Gets one of <see cref="Scoring.Outcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets a value indicating whether it was drawn at random from the unflagged images of a run.</summary>
    public required bool IsAudit { get; init; }

    /// <summary>Gets the calibration that decided latest.</summary>
    public required string CalibrationId { get; init; }

    /// <summary>Gets the model of that calibration.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the name of the deciding score.</summary>
    public required string DecidingScore { get; init; }

    /// <summary>Gets the deciding score; null when it is not finite.</summary>
    public double? Score { get; init; }

    /// <summary>Gets the review threshold that it was compared with.</summary>
    public required double ReviewThreshold { get; init; }

    /// <summary>Gets the reject threshold, or null when there is none.</summary>
    public double? RejectThreshold { get; init; }

    /// <summary>
    /// Gets the margin in units of the review threshold's distance from the median of good images, which compares across lines:
    /// 0 at the threshold, 1 at twice that distance; 1e300 for a score that is not finite.
    /// </summary>
    public required double Severity { get; init; }

    /// <summary>Gets when it was decided on.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Gets how it stands.</summary>
    public required ReviewState State { get; init; }

    /// <summary>Gets the latest version of its verdict; 0 when it never had one.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the verdict that stands, or null.</summary>
    public VerdictKind? Verdict { get; init; }

    /// <summary>Gets the kind of defect, or null.</summary>
    public string? DefectType { get; init; }

    /// <summary>Gets the remark of the verdict that stands, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Gets who gave it, or null.</summary>
    public string? GivenBy { get; init; }

    /// <summary>Gets when, or null.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>Gets the SHA-256 of its thumbnail, for <see cref="InspectionStore.GetPicture"/>, or null.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>Gets the SHA-256 of the deciding model's map, or null.</summary>
    public string? Map { get; init; }

    /// <summary>Gets its place in the queue.</summary>
    public ReviewCursor Cursor => new(Severity, DecidedAt, CaptureId);
}
