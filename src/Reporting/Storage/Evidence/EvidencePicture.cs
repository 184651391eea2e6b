namespace InspectFlow.Reporting.Storage;

/// <summary>A picture to keep of a content, so that review outlives the source folder.</summary>
public sealed record EvidencePicture
{
    /// <summary>Gets what it shows.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>Gets why it is kept.</summary>
    public required EvidenceReason Reason { get; init; }

    /// <summary>Gets the picture itself.</summary>
    public required EncodedPicture Picture { get; init; }

    /// <summary>Gets whose map it shows; null exactly for a <see cref="EvidenceKind.Thumbnail"/> and a <see cref="EvidenceKind.Picture"/>.</summary>
    public EvidenceMap? Map { get; init; }
}
