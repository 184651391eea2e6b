namespace InspectFlow.Scoring;

/// <summary>
/// Which order statistic of n reference scores stands for a percentile: the ⌈(n + 1)p/100⌉-th smallest. A new score
/// that is exchangeable with the references exceeds it with a probability of at most 1 − p/100 (split conformal
/// prediction; Vovk, Gammerman and Shafer 2005). Decimal arithmetic, so that 99.9 means 99.9: in binary floating
/// point, 1000 · 99.9 / 100 can come out just above 999 and ask for one score too many.
/// </summary>
public static class PercentileRank
{
    /// <summary>Says which order statistic stands for a percentile.</summary>
    /// <param name="count">How many reference scores there are, n.</param>
    /// <param name="percentile">The percentile, in percent, above 0 and below 100.</param>
    /// <returns>The rank, 1 for the smallest score; n + 1 when n scores do not support the percentile.</returns>
    public static int Of(int count, double percentile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return (int)Math.Ceiling((count + 1m) * Exact(percentile) / 100m);
    }

    /// <summary>Says how many reference scores a percentile needs: the least n with ⌈(n + 1)p/100⌉ ≤ n.</summary>
    /// <param name="percentile">The percentile, in percent, above 0 and below 100.</param>
    /// <returns>The number of scores; 99 for 99 %, 999 for 99.9 %.</returns>
    public static int RequiredCount(double percentile)
    {
        var p = Exact(percentile);
        return (int)Math.Min(int.MaxValue, Math.Max(1m, Math.Ceiling(p / (100m - p))));
    }

    /// <summary>
    /// Says the highest percentile that n scores support, 100 n/(n + 1), rounded down to four decimals so that it
    /// reads well and stays supported.
    /// </summary>
    /// <param name="count">How many reference scores there are, n.</param>
    /// <returns>The percentile, in percent; 0 for no scores.</returns>
    public static double Highest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return (double)(Math.Floor(1_000_000m * count / (count + 1m)) / 10_000m);
    }

    private static decimal Exact(double percentile)
    {
        if (!(percentile > 0 && percentile < 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile lies above 0 and below 100.");
        }

        return (decimal)percentile;
    }
}
