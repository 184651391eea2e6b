namespace InspectFlow.Scoring;

/// <summary>Smooths local maps.</summary>
internal static class MapSmoothing
{
    /// <summary>Averages every pixel with its neighbours, 3 × 3, at the border with those that there are. Changes the map itself.</summary>
    public static void Box(Span<float> map, int width)
    {
        if (width < 1 || map.Length % width != 0)
        {
            throw new ArgumentException($"{map.Length} values are not whole rows of {width}.", nameof(map));
        }

        var height = map.Length / width;
        for (var y = 0; y < height; y++)
        {
            Row(map.Slice(y * width, width));
        }

        // What stands above is needed as it was before it was averaged.
        var above = new float[width];
        var here = new float[width];
        for (var y = 0; y < height; y++)
        {
            var row = map.Slice(y * width, width);
            row.CopyTo(here);
            var below = y < height - 1 ? map.Slice((y + 1) * width, width) : default;
            Rows(row, y > 0 ? above : default, below);
            (above, here) = (here, above);
        }
    }

    private static void Row(Span<float> row)
    {
        var left = 0f;
        for (var x = 0; x < row.Length; x++)
        {
            var value = row[x];
            var sum = value;
            var terms = 1;
            if (x > 0)
            {
                sum += left;
                terms++;
            }

            if (x < row.Length - 1)
            {
                sum += row[x + 1];
                terms++;
            }

            row[x] = sum / terms;
            left = value;
        }
    }

    private static void Rows(Span<float> row, ReadOnlySpan<float> above, ReadOnlySpan<float> below)
    {
        var terms = 1 + (above.Length > 0 ? 1 : 0) + (below.Length > 0 ? 1 : 0);
        for (var x = 0; x < row.Length; x++)
        {
            var sum = row[x];
            if (above.Length > 0)
            {
                sum += above[x];
            }

            if (below.Length > 0)
            {
                sum += below[x];
            }

            row[x] = sum / terms;
        }
    }
}
