namespace InspectFlow.Scoring;

/// <summary>
/// Where a value lies on good images and how far it strays upwards: the unit in which unlike values can be compared. The median and the
/// deviations above it alone, because good images stray further up than down, and only what is high is suspect.
/// </summary>
/// <param name="Center">The median on good images.</param>
/// <param name="Spread">The root mean square of the deviations above the median; above 0.</param>
public sealed record StandardUnit(double Center, double Spread)
{
    /// <summary>The number of values above the median below which the deviations on both sides count.</summary>
    public const int SmallestSide = 5;

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
        var spread = RootMeanSquare(above.Length < SmallestSide ? [.. sorted.Select(v => v - center)] : above);
        return new(center, spread > 0 ? spread : 1);
    }

    /// <summary>Standardises a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its distance from <see cref="Center"/> in spreads, positive above; NaN when the value is.</returns>
    public double Standardise(double value) => (value - Center) / Spread;

    private static double RootMeanSquare(double[] deviations) => Math.Sqrt(deviations.Average(d => d * d));
}
