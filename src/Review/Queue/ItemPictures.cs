using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review;

/// <summary>The pictures of one image, by their SHA-256; null where there is none.</summary>
internal sealed record ItemPictures
{
    /// <summary>Gets the image itself, as large as it is kept.</summary>
    public string? Image { get; init; }

    /// <summary>Gets what lies over it: the heat alone, or the whole map of an older run.</summary>
    public string? Layer { get; init; }

    /// <summary>Gets the place of the peak, enlarged.</summary>
    public string? Crop { get; init; }

    /// <summary>Gets the values of the map at both ends of its colours, in the map's unit, or null.</summary>
    public (double Low, double High)? Scale { get; init; }

    /// <summary>Gets where the map is highest, in fractions of the image's width and height, or null.</summary>
    public (double X, double Y)? Peak { get; init; }

    /// <summary>Gets the good image of the training set that looks most like it, or null.</summary>
    public NeighbourRecord? Neighbour { get; init; }

    /// <summary>Finds the pictures of an image. Older runs kept fewer.</summary>
    /// <param name="store">The database.</param>
    /// <param name="item">The image.</param>
    public static ItemPictures Of(InspectionStore store, ReviewItem item)
    {
        var (row, seen) = (item.Row, item.Inspection);
        var evidence = store.ListEvidence(row.ContentHash);
        var layer = evidence.Find(EvidenceKind.Layer, row.ModelId, row.DecidingScore) ?? evidence.Find(EvidenceKind.Map, row.ModelId, row.DecidingScore);
        return new()
        {
            Image = (evidence.Find(EvidenceKind.Picture) ?? evidence.Find(EvidenceKind.Thumbnail))?.Picture,
            Layer = layer?.Picture,
            Crop = evidence.Find(EvidenceKind.Crop, row.ModelId, row.DecidingScore)?.Picture,
            Scale = layer is { ScaleLow: { } low, ScaleHigh: { } high } ? (low, high) : null,
            Peak = layer is { PeakX: { } x, PeakY: { } y } ? (x, y) : seen is { PeakX: { } seenX, PeakY: { } seenY } ? (seenX, seenY) : null,
            Neighbour = store.FindNeighbours([row.ContentHash], row.ModelId).GetValueOrDefault(row.ContentHash),
        };
    }
}
