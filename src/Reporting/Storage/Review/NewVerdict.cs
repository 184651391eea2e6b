namespace InspectFlow.Reporting.Storage;

/// <summary>A verdict to be stored.</summary>
public sealed record NewVerdict
{
    /// <summary>Gets the image, by its capture's id.</summary>
    public required string CaptureId { get; init; }

    /// <summary>
    /// Gets the version of the image's verdict that the person saw, 0 for none. If another has been stored since, this one is
    /// refused, so that two people do not overwrite each other unawares.
    /// </summary>
    public required int SeenVersion { get; init; }

    /// <summary>Gets the calibration whose decision the person saw.</summary>
    public required string CalibrationId { get; init; }

    /// <summary>Gets the verdict; <see cref="VerdictKind.Withdrawn"/> is stored by <see cref="InspectionStore.UndoVerdict"/> alone.</summary>
    public required VerdictKind Verdict { get; init; }

    /// <summary>Gets the kind of defect; null when it is not said, or there is none.</summary>
    public string? DefectType { get; init; }

    /// <summary>Gets a remark in the person's own words, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the person's name.</summary>
    public required string GivenBy { get; init; }
}
