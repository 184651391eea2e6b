namespace InspectFlow.Ingest;

/// <summary>
/// Smooths a grid by fitting a straight line under a Gaussian window, along the rows and then along the columns (Fan and
/// Gijbels 1996, chapter 3). A plain Gaussian would bend the light's fall-off at the grid's border, where half the window
/// is missing; the line goes on straight. Cells without weight are filled in from those around.
/// </summary>
internal static class LocalLinearSmoother
{
    /// <summary>Smooths.</summary>
    /// <param name="values">side × side values, row after row.</param>
    /// <param name="isUsed">Which of them count; at least one.</param>
    /// <param name="side">The grid's side.</param>
    /// <param name="sigma">The window's deviation, in cells.</param>
    /// <returns>side × side values.</returns>
    public static double[] Smooth(IReadOnlyList<double> values, IReadOnlyList<bool> isUsed, int side, double sigma)
    {
        var window = Enumerable.Range(0, side).Select(d => Math.Exp(-0.5 * d * d / (sigma * sigma))).ToArray();
        var rows = new double?[side * side];
        var result = new double[side * side];
        var total = Enumerable.Range(0, values.Count).Where(i => isUsed[i]).Average(i => values[i]);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var row = y * side;
                rows[row + x] = Fit(i => isUsed[row + i] ? values[row + i] : null, side, x, window);
            }
        }

        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var column = x;
                result[(y * side) + x] = Fit(i => rows[(i * side) + column], side, y, window) ?? total;
            }
        }

        return result;
    }

    // Weighted least squares of value = a + b·(i − at); a is the estimate. One point alone has no slope.
    private static double? Fit(Func<int, double?> values, int count, int at, double[] window)
    {
        double s0 = 0, s1 = 0, s2 = 0, t0 = 0, t1 = 0;
        for (var i = 0; i < count; i++)
        {
            if (values(i) is { } value)
            {
                var weight = window[Math.Abs(i - at)];
                var d = i - at;
                s0 += weight;
                s1 += weight * d;
                s2 += weight * d * d;
                t0 += weight * value;
                t1 += weight * d * value;
            }
        }

        if (s0 == 0)
        {
            return null;
        }

        var determinant = (s0 * s2) - (s1 * s1);
        return determinant > 1e-9 * s0 * s0 ? ((s2 * t0) - (s1 * t1)) / determinant : t0 / s0;
    }
}
