using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Lays the tiles of a picture by a line's options, and refuses what would not be bounded.</summary>
internal static class TilePlanner
{
    // Training prepares at up to twice the size, and every prepared picture is one array.
    private const int LargestOversampling = 2;

    /// <summary>Lays the tiles of a picture's region of interest.</summary>
    /// <exception cref="PreparationException">It has too many tiles or pixels.</exception>
    public static TileLayout Plan(Size region, PreprocessingOptions options)
    {
        var tiling = options.Tiling!;
        var size = FitGeometry.Prepared(region, options);
        var layout = new TileLayout(size.Width, size.Height, options.Width, options.Height, tiling.Overlap);
        if (layout.Count > tiling.MaxTiles)
        {
            throw new PreparationException(
                $"the picture asks for {layout.Count} tiles ({layout}), more than the limit of {tiling.MaxTiles}; take larger tiles, a smaller tiling.scale or a higher tiling.maxTiles");
        }

        var bytes = (long)options.CountChannels() * size.Width * size.Height * LargestOversampling * LargestOversampling;
        return bytes <= Array.MaxLength
            ? layout
            : throw new PreparationException($"the prepared picture would have {size.Width}×{size.Height} pixels, more than can be held; take a smaller tiling.scale");
    }
}
