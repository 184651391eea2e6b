namespace InspectFlow.Scoring;

/// <summary>
/// What a picture looks like from afar, as some thousand signed bytes: the gray values of a coarse grid less their mean, scaled
/// until the largest fills a byte. Light and contrast drop out; two looks compare by their correlation (Pearson).
/// </summary>
public static class Look
{
    /// <summary>Makes a look of gray values.</summary>
    /// <param name="grid">The values, row after row, in any unit.</param>
    /// <returns>A byte for each value, two's complement; all zero for a picture of one value or with one that is not finite.</returns>
    public static byte[] Of(ReadOnlySpan<float> grid)
    {
        double sum = 0;
        foreach (var value in grid)
        {
            sum += value;
        }

        var mean = sum / Math.Max(1, grid.Length);
        double largest = 0;
        foreach (var value in grid)
        {
            largest = Math.Max(largest, Math.Abs(value - mean));
        }

        var look = new byte[grid.Length];
        for (var i = 0; i < look.Length && largest > 0 && double.IsFinite(largest); i++)
        {
            look[i] = unchecked((byte)(sbyte)Math.Round((grid[i] - mean) / largest * sbyte.MaxValue));
        }

        return look;
    }

    /// <summary>Compares two looks.</summary>
    /// <param name="a">One look.</param>
    /// <param name="b">The other, as long.</param>
    /// <returns>Their correlation, −1 to 1; 0 where one of them is all zero.</returns>
    /// <exception cref="ArgumentException">They are not equally long.</exception>
    public static double Correlation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"Looks of {a.Length} and {b.Length} values can't be compared.", nameof(b));
        }

        long product = 0;
        long lengthA = 0;
        long lengthB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            int x = (sbyte)a[i];
            int y = (sbyte)b[i];
            product += x * y;
            lengthA += x * x;
            lengthB += y * y;
        }

        // Each root by itself: their product keeps within a double, and equal looks give 1 up to rounding.
        return lengthA == 0 || lengthB == 0 ? 0 : Math.Clamp(product / (Math.Sqrt(lengthA) * Math.Sqrt(lengthB)), -1, 1);
    }
}
