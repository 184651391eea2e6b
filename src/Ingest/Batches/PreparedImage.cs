namespace InspectFlow.Ingest;

/// <summary>A prepared image that is kept in memory.</summary>
/// <param name="RelativePath">Its path inside the source; of several with the same content, the first listed.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, lower-case hex.</param>
/// <param name="Pixels">
/// Channels × height × width bytes, channel after channel, red first; with tiling those of the tiles drawn, one behind the other.
/// </param>
/// <param name="Fingerprint">The picture on a grid of 48 × 48 gray values, by which near-duplicates are found.</param>
/// <param name="Width">The upright picture's width in pixels, before preparation.</param>
/// <param name="Height">The upright picture's height in pixels, before preparation.</param>
/// <param name="Content">Where in the prepared image the picture is.</param>
public sealed record PreparedImage(
    string RelativePath,
    string ContentHash,
    byte[] Pixels,
    float[] Fingerprint,
    int Width,
    int Height,
    ContentRectangle Content)
{
    /// <summary>Gets how the part lies in the picture; null where parts stay as they lie.</summary>
    public PartPose? Pose { get; init; }

    /// <summary>Gets how a scan divides it into tiles; null on a line without tiling.</summary>
    public TileLayout? Tiles { get; init; }
}
