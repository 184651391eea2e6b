namespace InspectFlow.Scoring;

/// <summary>
/// Where a value lies on good images and how far it strays upwards: the unit in which unlike values can be compared. The median and the
/// deviations above it alone, because good images stray further up than down, and only what is high is suspect. The farthest of them weigh
/// most: thresholds lie there, and a value with heavy tails must not cost another its threshold.
/// </summary>
/// <param name="Center">The median on good images.</param>
/// <param name="Spread">
/// The mean of the deviations above the median with exponent 8 (m⁸ is the mean of their eighth powers): near the largest of a hundred, and
/// yet of them all; above 0.
/// </param>
public sealed record StandardUnit(double Center, double Spread)
{
    /// <summary>The number of values above the median below which the deviations on both sides count.</summary>
    public const int SmallestSide = 5;

    private const double Exponent = 8;
    private const double Rounding = 1e-6;

    /// <summary>
    /// Fits the unit. With fewer than <see cref="SmallestSide"/> values above the median the deviations on both sides count; where all
    /// values are equal, or there is only one, the spread is 1.
    /// </summary>
    /// <param name="values">The values of good images.</param>
    /// <returns>The unit.</returns>
    /// <exception cref="CalibrationException">There are no values, or some are not finite.</exception>
    public static StandardUnit Fit(IEnumerable<double> values)
    {
        var sorted = new ReferenceScores(values).Sorted;
        var (low, high) = (sorted[(sorted.Count - 1) / 2], sorted[sorted.Count / 2]);
        var center = low + ((high - low) / 2);
        double[] above = [.. sorted.Where(v => v > center).Select(v => v - center)];
        var spread = PowerMean(above.Length < SmallestSide ? [.. sorted.Select(v => Math.Abs(v - center))] : above);
        return new(center, spread > 0 ? spread : 1);
    }

    /// <summary>Standardises a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its distance from <see cref="Center"/> in spreads, positive above; NaN when the value is.</returns>
    public double Standardise(double value) => (value - Center) / Spread;

    /// <summary>Tells whether another unit is the same but for rounding.</summary>
    /// <param name="other">The other.</param>
    internal bool IsNear(StandardUnit other) =>
        Math.Abs(Center - other.Center) <= Rounding * Spread && Math.Abs(Spread - other.Spread) <= Rounding * Spread;

    // In shares of the largest, whose powers neither overflow nor vanish.
    private static double PowerMean(double[] deviations)
    {
        var largest = deviations.Max();
        return largest > 0 ? largest * Math.Pow(deviations.Average(d => Math.Pow(d / largest, Exponent)), 1 / Exponent) : 0;
    }
}
