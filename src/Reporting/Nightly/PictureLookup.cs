using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>Puts the pictures that the database keeps of images into a report's folder.</summary>
internal sealed class PictureLookup
{
    private readonly Dictionary<string, ItemPictures> found;

    /// <summary>Copies the pictures of some contents.</summary>
    public PictureLookup(InspectionStore store, PictureFolder folder, CalibrationRecord calibration, IReadOnlyCollection<string> contentHashes)
    {
        var kept = store.ListEvidence(contentHashes);
        var neighbours = store.FindNeighbours(contentHashes, calibration.ModelId);
        found = contentHashes.Distinct(StringComparer.Ordinal).ToDictionary(
            hash => hash,
            hash =>
            {
                var pictures = kept.GetValueOrDefault(hash, []);
                return new ItemPictures
                {
                    Thumbnail = Source(pictures, EvidenceKind.Thumbnail),
                    Full = Source(pictures, EvidenceKind.Picture),
                    Map = OfMap(pictures, EvidenceKind.Map),
                    Scale = Map(pictures, EvidenceKind.Map) is { ScaleLow: { } low, ScaleHigh: { } high } ? new(low, high) : null,
                    Crop = OfMap(pictures, EvidenceKind.Crop),
                    Good = Good(neighbours.GetValueOrDefault(hash)),
                };
            },
            StringComparer.Ordinal);

        string? Source(IReadOnlyList<EvidenceRecord> pictures, EvidenceKind kind) => folder.Save(pictures.Find(kind)?.Picture);

        EvidenceRecord? Map(IReadOnlyList<EvidenceRecord> pictures, EvidenceKind kind) => pictures.Find(kind, calibration.ModelId, calibration.Score);

        string? OfMap(IReadOnlyList<EvidenceRecord> pictures, EvidenceKind kind) => folder.Save(Map(pictures, kind)?.Picture);

        GoodNeighbour? Good(NeighbourRecord? neighbour) => folder.Save(neighbour?.Picture) is { } file
            ? new(file, neighbour!.GoodPath, neighbour.Correlation)
            : null;
    }

    /// <summary>Gives the pictures of a content.</summary>
    public ItemPictures Of(string contentHash) => found[contentHash];
}
