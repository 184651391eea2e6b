using MathNet.Numerics.Distributions;

namespace InspectFlow.Scoring;

/// <summary>
/// A share that was counted in a sample, with the interval that it leaves open: the exact one of Clopper and Pearson (1934), from
/// quantiles of the beta distribution. It holds the true share with at least its level, however few were counted.
/// </summary>
/// <param name="Hits">How many were counted.</param>
/// <param name="Count">Of how many.</param>
/// <param name="Share">Their share, as a fraction; NaN of none.</param>
/// <param name="Low">The lower end, as a fraction.</param>
/// <param name="High">The upper end, as a fraction.</param>
public sealed record ProportionInterval(long Hits, long Count, double Share, double Low, double High)
{
    /// <summary>Computes the interval.</summary>
    /// <param name="hits">How many were counted.</param>
    /// <param name="count">Of how many.</param>
    /// <param name="level">The probability inside the interval; 0.95 by default.</param>
    /// <returns>The interval; 0 to 1 of none.</returns>
    public static ProportionInterval Of(long hits, long count, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, hits);
        var tail = (1 - level) / 2;
        return new(
            hits,
            count,
            count == 0 ? double.NaN : (double)hits / count,
            hits == 0 ? 0 : Beta.InvCDF(hits, count - hits + 1, tail),
            hits == count ? 1 : Beta.InvCDF(hits + 1, count - hits, 1 - tail));
    }
}
