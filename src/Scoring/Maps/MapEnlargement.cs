namespace InspectFlow.Scoring;

/// <summary>
/// Brings a local map to a picture's own pixels: the inverse of how the picture was prepared. Between the centres of the map's pixels
/// values are interpolated bilinearly; beyond the outermost centres the outermost values hold.
/// </summary>
public static class MapEnlargement
{
    /// <summary>Gives every pixel of a picture its value of a map.</summary>
    /// <param name="map">The map, row by row.</param>
    /// <param name="mapWidth">Its width in pixels.</param>
    /// <param name="content">The part of the map that is no padding.</param>
    /// <param name="region">The part of the picture that the content shows; may reach beyond the picture.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <returns>The values, row by row; −∞ outside the region. What is not a number in the map makes its surroundings so.</returns>
    /// <exception cref="ArgumentException">The content does not lie in the map, or an area is empty.</exception>
    public static float[] ToPicture(ReadOnlySpan<float> map, int mapWidth, MapArea content, MapArea region, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (content.X < 0 || content.Y < 0 || content.Width < 1 || content.Height < 1 || region.Width < 1 || region.Height < 1 ||
            content.X + content.Width > mapWidth || (content.Y + content.Height) * (long)mapWidth > map.Length)
        {
            throw new ArgumentException($"{content} showing {region} does not lie in a map of {map.Length} pixels, {mapWidth} wide.", nameof(content));
        }

        var picture = new float[width * height];
        Array.Fill(picture, float.NegativeInfinity);
        var columns = Places(content.X, content.Width, region.X, region.Width, width);
        foreach (var row in Places(content.Y, content.Height, region.Y, region.Height, height))
        {
            var upper = map.Slice(row.First * mapWidth, mapWidth);
            var lower = map.Slice(row.Second * mapWidth, mapWidth);
            var target = picture.AsSpan(row.At * width, width);
            foreach (var column in columns)
            {
                var above = Between(upper[column.First], upper[column.Second], column.Share);
                var below = Between(lower[column.First], lower[column.Second], column.Share);
                target[column.At] = Between(above, below, row.Share);
            }
        }

        return picture;
    }

    // Equal values stay what they are to the last bit, so that a flat map keeps its ties.
    private static float Between(float first, float second, float share) => first.Equals(second) ? first : first + ((second - first) * share);

    // For each pixel of the picture that lies in the region: the two map pixels between whose centres its own centre lies, and how far along.
    private static List<(int At, int First, int Second, float Share)> Places(int start, int length, int regionStart, int regionLength, int size)
    {
        var places = new List<(int, int, int, float)>();
        for (var at = Math.Max(0, regionStart); at < Math.Min(size, regionStart + (long)regionLength); at++)
        {
            var centre = ((at - regionStart + 0.5) * length / regionLength) - 0.5;
            var first = Math.Clamp((int)Math.Floor(centre), 0, length - 1);
            places.Add((at, start + first, start + Math.Min(first + 1, length - 1), (float)Math.Clamp(centre - first, 0, 1)));
        }

        return places;
    }
}
