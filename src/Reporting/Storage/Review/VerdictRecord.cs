namespace InspectFlow.Reporting.Storage;

/// <summary>One version of the verdict on an image. The highest stands; nothing is ever changed or deleted.</summary>
public sealed record VerdictRecord
{
    /// <summary>Gets the image, by its capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>Gets the version: 1, 2, …</summary>
    public required int Version { get; init; }

    /// <summary>Gets the verdict.</summary>
    public required VerdictKind Verdict { get; init; }

    /// <summary>Gets the kind of defect, or null.</summary>
    public string? DefectType { get; init; }

    /// <summary>Gets the person's remark, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the version that this one takes back, or null when it is a verdict of its own.</summary>
    public int? Undoes { get; init; }

    /// <summary>Gets the model whose score was judged; null in verdicts from before it was kept.</summary>
    public string? ModelId { get; init; }

    /// <summary>Gets the calibration whose decision was judged; null in verdicts from before it was kept.</summary>
    public string? CalibrationId { get; init; }

    /// <summary>Gets who gave it.</summary>
    public required string GivenBy { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset GivenAt { get; init; }
}
