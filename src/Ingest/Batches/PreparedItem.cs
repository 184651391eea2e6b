namespace InspectFlow.Ingest;

/// <summary>One listed file and what became of it.</summary>
/// <param name="File">The file as listed.</param>
/// <param name="ContentHash">SHA-256 of its bytes in lower-case hex, or null where they could not be read.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why it failed or waits; null otherwise.</param>
/// <param name="Width">The upright picture's width in pixels, before preparation; 0 where it was not decoded.</param>
/// <param name="Height">The upright picture's height in pixels, before preparation; 0 where it was not decoded.</param>
/// <param name="Content">Where in the prepared image the picture is; empty unless ready.</param>
/// <param name="Row">Its row in the batch, the first of its tiles' rows, or -1.</param>
public sealed record PreparedItem(
    SourceFile File,
    string? ContentHash,
    ItemStatus Status,
    string? Reason,
    int Width,
    int Height,
    ContentRectangle Content,
    int Row)
{
    /// <summary>Gets how it is divided into tiles; null on a line without tiling and unless ready.</summary>
    public TileLayout? Tiles { get; init; }

    /// <summary>Gets how the part lies in the picture; null where parts stay as they lie, and unless ready.</summary>
    public PartPose? Pose { get; init; }

    /// <summary>Gets its number of rows: 1, that of its tiles, or 0 where it has no row.</summary>
    public int RowCount => Row < 0 ? 0 : (int)(Tiles?.Count ?? 1);
}
