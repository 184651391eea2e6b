using System.Buffers.Binary;

namespace InspectFlow.Ingest;

/// <summary>Draws the tiles that a picture brings to training. The seed and the picture's content alone decide where they lie.</summary>
internal static class TileDraw
{
    // Apart from whatever else is drawn with the same seed and content.
    private const long Purpose = 0x7469_6c65;

    /// <summary>Cuts tiles at random places; no more than a scan would look at.</summary>
    /// <param name="picture">The prepared picture, at k times the layout's size.</param>
    /// <param name="layout">How a scan divides the picture.</param>
    /// <param name="options">How many to draw, and the padding's value.</param>
    /// <param name="scale">k, by which tiles are finer than the model's input.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="contentHash">The picture's identity.</param>
    /// <returns>The tiles, one behind the other.</returns>
    public static byte[] Cut(
        ReadOnlySpan<byte> picture, TileLayout layout, PreprocessingOptions options, int scale, long seed, string contentHash)
    {
        var count = (int)Math.Min(options.Tiling!.TrainingTiles, layout.Count);
        var size = options.CountBytes(scale);
        var tiles = new byte[(long)count * size];
        var key = Convert.FromHexString(contentHash).AsSpan();
        for (var i = 0; i < count; i++)
        {
            var random = new KeyedRandom(
                seed, BinaryPrimitives.ReadInt64LittleEndian(key), BinaryPrimitives.ReadInt64LittleEndian(key[8..]) + i, Purpose);
            var x = Draw(random, layout.Columns[0], layout.Width - layout.TileWidth);
            var y = Draw(random, layout.Rows[0], layout.Height - layout.TileHeight);
            TileCutter.Cut(
                picture,
                layout.Width * scale,
                layout.Height * scale,
                x * scale,
                y * scale,
                (byte)options.PadValue,
                tiles.AsSpan(i * size, size),
                layout.TileWidth * scale,
                layout.TileHeight * scale);
        }

        return tiles;
    }

    // A side that is not longer than a tile has one place.
    private static int Draw(KeyedRandom random, int first, int last) => last <= 0 ? first : random.NextInt(last + 1);
}
