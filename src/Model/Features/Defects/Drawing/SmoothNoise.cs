namespace InspectFlow.Model.Defects;

/// <summary>Smooth noise: uniform values on a coarse grid, between them cubic (Catmull and Rom, 1974).</summary>
internal static class SmoothNoise
{
    /// <summary>Draws noise.</summary>
    /// <param name="random">Draws the grid.</param>
    /// <param name="height">The rows.</param>
    /// <param name="width">The columns.</param>
    /// <param name="cells">The grid's side, from 2.</param>
    /// <returns>One channel, most of it within 0..1, the mean near one half.</returns>
    public static Picture Draw(KeyedRandom random, int height, int width, int cells)
    {
        var grid = new Picture(1, cells, cells);
        for (var i = 0; i < grid.Values.Length; i++)
        {
            grid.Values[i] = (float)random.NextDouble();
        }

        return Enlarge(grid, height, width);
    }

    private static Picture Enlarge(Picture grid, int height, int width)
    {
        var wide = new Picture(1, grid.Height, width);
        for (var x = 0; x < width; x++)
        {
            var (first, weights) = Cubic(x, width, grid.Width);
            for (var y = 0; y < grid.Height; y++)
            {
                var row = grid.Row(0, y);
                var sum = 0f;
                for (var i = 0; i < 4; i++)
                {
                    sum += row[Math.Clamp(first + i, 0, grid.Width - 1)] * weights[i];
                }

                wide.Row(0, y)[x] = sum;
            }
        }

        var result = new Picture(1, height, width);
        for (var y = 0; y < height; y++)
        {
            var (first, weights) = Cubic(y, height, grid.Height);
            var row = result.Row(0, y);
            Planes.Scale(wide.Row(0, Math.Clamp(first, 0, grid.Height - 1)), weights[0], row);
            for (var i = 1; i < 4; i++)
            {
                AddRow(row, wide.Row(0, Math.Clamp(first + i, 0, grid.Height - 1)), weights[i]);
            }
        }

        return result;
    }

    private static void AddRow(Span<float> result, ReadOnlySpan<float> row, float weight)
    {
        for (var x = 0; x < row.Length; x++)
        {
            result[x] += row[x] * weight;
        }
    }

    private static (int First, float[] Weights) Cubic(int index, int length, int cells)
    {
        var position = ((index + 0.5) * cells / length) - 0.5;
        var whole = (int)Math.Floor(position);
        var t = position - whole;
        var (t2, t3) = (t * t, t * t * t);
        return (whole - 1,
        [
            (float)((-t3 + (2 * t2) - t) / 2),
            (float)(((3 * t3) - (5 * t2) + 2) / 2),
            (float)(((-3 * t3) + (4 * t2) + t) / 2),
            (float)((t3 - t2) / 2),
        ]);
    }
}
