namespace InspectFlow.Model.Defects;

/// <summary>What each pixel has next to it.</summary>
internal static class Neighbourhood
{
    /// <summary>The largest value among a pixel and its eight neighbours.</summary>
    /// <param name="picture">The picture, one channel.</param>
    /// <returns>The largest values.</returns>
    public static Picture Largest(Picture picture)
    {
        var (height, width) = (picture.Height, picture.Width);
        var across = new Picture(1, height, width);
        var result = new Picture(1, height, width);
        for (var y = 0; y < height; y++)
        {
            var from = picture.Row(0, y);
            var to = across.Row(0, y);
            for (var x = 0; x < width; x++)
            {
                to[x] = Math.Max(from[x], Math.Max(from[Math.Max(0, x - 1)], from[Math.Min(width - 1, x + 1)]));
            }
        }

        for (var y = 0; y < height; y++)
        {
            var above = across.Row(0, Math.Max(0, y - 1));
            var middle = across.Row(0, y);
            var below = across.Row(0, Math.Min(height - 1, y + 1));
            var to = result.Row(0, y);
            for (var x = 0; x < width; x++)
            {
                to[x] = Math.Max(middle[x], Math.Max(above[x], below[x]));
            }
        }

        return result;
    }
}
