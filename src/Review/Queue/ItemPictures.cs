using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review;

/// <summary>The pictures of one image, by their SHA-256; null where there is none.</summary>
internal sealed record ItemPictures
{
    /// <summary>Gets the image itself, as large as it is kept.</summary>
    public string? Image { get; init; }

    /// <summary>Gets what lies over it: the heat alone, or the whole map of an older run.</summary>
    public string? Layer { get; init; }

    /// <summary>Finds the pictures of an image.</summary>
    public static ItemPictures Of(InspectionStore store, ReviewItem item)
    {
        var evidence = store.ListEvidence(item.Row.ContentHash);
        return new() { Image = Find(EvidenceKind.Thumbnail), Layer = Find(EvidenceKind.Map) };

        string? Find(EvidenceKind kind) => evidence
            .FirstOrDefault(e => e.Kind == kind && (e.ModelId is null || string.Equals(e.ModelId, item.Row.ModelId, StringComparison.Ordinal)))?.Picture;
    }
}
