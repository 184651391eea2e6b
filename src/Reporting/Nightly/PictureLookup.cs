using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>Puts the pictures that the database keeps of images into a report's folder.</summary>
internal sealed class PictureLookup(InspectionStore store, PictureFolder folder, string modelId)
{
    private readonly Dictionary<string, ItemPictures> found = new(StringComparer.Ordinal);

    /// <summary>Finds the pictures of a content.</summary>
    public ItemPictures Of(string contentHash)
    {
        if (!found.TryGetValue(contentHash, out var pictures))
        {
            pictures = Read(contentHash);
            found.Add(contentHash, pictures);
        }

        return pictures;
    }

    private ItemPictures Read(string contentHash)
    {
        // The latest of a kind stands first; what a model made is of use only for that model.
        var kept = store.ListEvidence(contentHash)
            .Where(e => e.ModelId is null || string.Equals(e.ModelId, modelId, StringComparison.Ordinal))
            .ToLookup(e => e.Kind, e => e.Picture);
        return new()
        {
            Thumbnail = Save(EvidenceKind.Thumbnail),
            Map = Save(EvidenceKind.Map),
        };

        string? Save(EvidenceKind kind) => folder.Save(kept[kind].FirstOrDefault());
    }
}
