namespace InspectFlow.Scoring;

/// <summary>Finds the connected regions of a ground-truth mask, which the per-region overlap counts one by one.</summary>
public static class MaskRegions
{
    /// <summary>Numbers the regions of a mask; pixels that touch at a side or a corner belong together (8-neighbourhood).</summary>
    /// <param name="mask">Whether each pixel is defective, row by row.</param>
    /// <param name="width">The mask's width in pixels.</param>
    /// <returns>For each pixel 0 where it is good, or its region's number from 1 on, in the order in which rows meet the regions.</returns>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public static int[] Label(ReadOnlySpan<bool> mask, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (mask.Length % width != 0)
        {
            throw new ArgumentException($"{mask.Length} values are not whole rows of {width}.", nameof(mask));
        }

        var labels = new int[mask.Length];
        var waiting = new Stack<int>();
        var regions = 0;
        for (var start = 0; start < labels.Length; start++)
        {
            if (mask[start] && labels[start] == 0)
            {
                labels[start] = ++regions;
                waiting.Push(start);
                Flood(mask, width, labels, waiting);
            }
        }

        return labels;
    }

    private static void Flood(ReadOnlySpan<bool> mask, int width, int[] labels, Stack<int> waiting)
    {
        var height = labels.Length / width;
        while (waiting.TryPop(out var at))
        {
            var (x, y) = (at % width, at / width);
            for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
            {
                for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
                {
                    var next = (row * width) + column;
                    if (mask[next] && labels[next] == 0)
                    {
                        labels[next] = labels[at];
                        waiting.Push(next);
                    }
                }
            }
        }
    }
}
