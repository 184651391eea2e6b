namespace InspectFlow.Reporting.Storage;

/// <summary>Another picture of the same part, or of the same file at another time.</summary>
public sealed record ReviewHistoryRow
{
    /// <summary>Gets the capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the path, relative to the line's folder or, outside it, in full, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Gets which content of its path it is: 1, 2, …</summary>
    public required int Revision { get; init; }

    /// <summary>Gets the file's modification time.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Gets the outcome of the latest decision, or null when it has none.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the margin of the latest decision, or null.</summary>
    public double? Margin { get; init; }

    /// <summary>Gets the verdict that stands, or null.</summary>
    public VerdictKind? Verdict { get; init; }

    /// <summary>Gets the kind of defect, or null.</summary>
    public string? DefectType { get; init; }

    /// <summary>Gets the SHA-256 of its thumbnail, or null.</summary>
    public string? Thumbnail { get; init; }
}
