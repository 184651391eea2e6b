using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>
/// Contrast limited adaptive histogram equalisation (Zuiderveld 1994) of the prepared picture: every tile is equalised by
/// itself, between tiles the mapping is blended. For parts whose contrast changes from place to place.
/// </summary>
public sealed record ClaheOptions
{
    /// <summary>
    /// Gets how much a tile's contrast may rise: a histogram bin is cut at this multiple of its height in a flat histogram,
    /// and at one pixel at the least. The default is 2.
    /// </summary>
    [Range(1.0, 100.0)]
    public double ClipLimit { get; init; } = 2;

    /// <summary>Gets the number of tiles across the picture and down. The default is 8.</summary>
    [Range(1, 64)]
    public int Tiles { get; init; } = 8;
}
