namespace InspectFlow.Reporting.Storage;

/// <summary>A picture that is kept of a content, without its bytes.</summary>
public sealed record EvidenceRecord
{
    /// <summary>Gets the SHA-256 of the image file that it shows.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets what it shows.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>Gets the model whose map it is, or null for a thumbnail.</summary>
    public string? ModelId { get; init; }

    /// <summary>Gets the picture's SHA-256, for <see cref="InspectionStore.GetPicture"/>.</summary>
    public required string Picture { get; init; }

    /// <summary>Gets why it is kept.</summary>
    public required EvidenceReason Reason { get; init; }

    /// <summary>Gets when it was stored.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}
