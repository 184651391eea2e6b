namespace InspectFlow.Scoring;

/// <summary>
/// Makes large maps small enough to keep, by the largest value of every square of pixels. A mean would thin out what is small,
/// and what is small is what a map is looked at for.
/// </summary>
public static class MapReduction
{
    /// <summary>Reduces a map, by whole factors, to a number of pixels at the most.</summary>
    /// <param name="map">The map, row by row; left as it is.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="most">The most pixels of the result.</param>
    /// <returns>The reduced map and its width; a copy where the map is small enough. A value that is not a number stays one.</returns>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public static (float[] Values, int Width) Max(ReadOnlySpan<float> map, int width, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (map.Length == 0 || map.Length % width != 0)
        {
            throw new ArgumentException($"{map.Length} values are not whole rows of {width}.", nameof(map));
        }

        var height = map.Length / width;
        var factor = 1;
        while ((long)Part(width, factor) * Part(height, factor) > most)
        {
            factor++;
        }

        var (columns, rows) = (Part(width, factor), Part(height, factor));
        var values = new float[columns * rows];
        Array.Fill(values, float.NegativeInfinity);
        for (var y = 0; y < height; y++)
        {
            var source = map.Slice(y * width, width);
            var target = values.AsSpan(y / factor * columns, columns);
            for (var x = 0; x < width; x++)
            {
                ref var value = ref target[x / factor];
                value = Math.Max(value, source[x]);
            }
        }

        return (values, columns);
    }

    private static int Part(int length, int factor) => (length + factor - 1) / factor;
}
