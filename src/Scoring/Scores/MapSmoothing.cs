namespace InspectFlow.Scoring;

/// <summary>Smooths local maps.</summary>
internal static class MapSmoothing
{
    /// <summary>Averages every pixel with its neighbours, 3 × 3, at the border with those that there are.</summary>
    public static float[] Box(float[] map, int width)
    {
        if (width < 1 || map.Length % width != 0)
        {
            throw new ArgumentException($"{map.Length} values are not whole rows of {width}.", nameof(map));
        }

        var height = map.Length / width;
        var rows = new float[map.Length];
        for (var y = 0; y < height; y++)
        {
            Line(map, rows, y * width, 1, width);
        }

        var result = new float[map.Length];
        for (var x = 0; x < width; x++)
        {
            Line(rows, result, x, width, height);
        }

        return result;
    }

    private static void Line(float[] source, float[] target, int start, int step, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = start + (i * step);
            var sum = source[at];
            var terms = 1;
            if (i > 0)
            {
                sum += source[at - step];
                terms++;
            }

            if (i < count - 1)
            {
                sum += source[at + step];
                terms++;
            }

            target[at] = sum / terms;
        }
    }
}
