using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>
/// How pictures beyond the model's input are looked at: whole and at a fixed scale, in overlapping tiles of the prepared width
/// and height, whose maps become one. Parts keep their size in pixels however large the picture is.
/// </summary>
public sealed record TilingOptions
{
    /// <summary>
    /// Gets by how many prepared pixels two neighbouring tiles overlap at the least; below the tile's width and height. Within an
    /// overlap the maps fade into one another. The default is 16.
    /// </summary>
    [Range(0, 8191)]
    public int Overlap { get; init; } = 16;

    /// <summary>Gets the factor from the picture's pixels to prepared ones, 0.001 to 4. The default is 1, the camera's own pixels.</summary>
    [Range(0.001, 4.0)]
    public double Scale { get; init; } = 1;

    /// <summary>Gets the most tiles that one picture may ask for; one that asks for more is not scored. The default is 4096.</summary>
    [Range(1, 1_000_000)]
    public int MaxTiles { get; init; } = 4096;

    /// <summary>Gets the most tiles that each good picture brings to training, drawn at random places. The default is 32.</summary>
    [Range(1, 100_000)]
    public int TrainingTiles { get; init; } = 32;
}
