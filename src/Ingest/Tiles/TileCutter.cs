namespace InspectFlow.Ingest;

/// <summary>Copies rectangles out of planar pictures.</summary>
internal static class TileCutter
{
    /// <summary>Copies the rectangle at (x, y) of every plane; what lies outside the picture gets the padding's value.</summary>
    public static void Cut(
        ReadOnlySpan<byte> picture, int width, int height, int x, int y, byte padValue, Span<byte> tile, int tileWidth, int tileHeight)
    {
        var (left, right) = (Math.Max(0, x), Math.Min(width, x + tileWidth));
        var (top, bottom) = (Math.Max(0, y), Math.Min(height, y + tileHeight));
        if (right - left < tileWidth || bottom - top < tileHeight)
        {
            tile.Fill(padValue);
        }

        var planes = picture.Length / (width * height);
        for (var plane = 0; plane < planes; plane++)
        {
            for (var row = top; row < bottom; row++)
            {
                var from = (((plane * height) + row) * width) + left;
                var to = (((plane * tileHeight) + row - y) * tileWidth) + left - x;
                picture.Slice(from, right - left).CopyTo(tile[to..]);
            }
        }
    }
}
