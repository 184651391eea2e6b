namespace InspectFlow.Reporting.Storage;

/// <summary>A picture that is kept of a content, without its bytes.</summary>
public sealed record EvidenceRecord
{
    /// <summary>Gets the SHA-256 of the image file that it shows.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets what it shows.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>Gets the model whose map it shows; null for a thumbnail and a picture.</summary>
    public string? ModelId { get; init; }

    /// <summary>Gets the score whose map it shows; null for a thumbnail and a picture.</summary>
    public string? Score { get; init; }

    /// <summary>Gets the map's value up to which it is clear, in the map's unit; null without a map, or for one kept before scales were.</summary>
    public double? ScaleLow { get; init; }

    /// <summary>Gets the map's value from which it is hottest; null as <see cref="ScaleLow"/>.</summary>
    public double? ScaleHigh { get; init; }

    /// <summary>Gets where the map is highest, as a fraction of the source's width; null as <see cref="ScaleLow"/>.</summary>
    public double? PeakX { get; init; }

    /// <summary>Gets where the map is highest, as a fraction of the source's height; null as <see cref="ScaleLow"/>.</summary>
    public double? PeakY { get; init; }

    /// <summary>Gets the picture's SHA-256, for <see cref="InspectionStore.GetPicture"/>.</summary>
    public required string Picture { get; init; }

    /// <summary>Gets why it is kept.</summary>
    public required EvidenceReason Reason { get; init; }

    /// <summary>Gets when it was stored.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}
