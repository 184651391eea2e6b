using MathNet.Numerics.Distributions;

namespace InspectFlow.Scoring;

/// <summary>
/// What is known of the rate at which good parts exceed an order-statistic threshold. Over calibration sets drawn from
/// a continuous distribution, the share of good parts above the k-th smallest of n scores is distributed as
/// Beta(n + 1 − k, k), whatever the distribution of the scores (tied scores can only make it smaller).
/// </summary>
/// <param name="Expected">The mean rate, (n + 1 − k)/(n + 1), as a fraction.</param>
/// <param name="Low">The 2.5 % quantile of the rate, as a fraction.</param>
/// <param name="High">The 97.5 % quantile of the rate, as a fraction.</param>
public sealed record FalseAlarmInterval(double Expected, double Low, double High)
{
    /// <summary>Computes the interval for the <paramref name="rank"/>-th smallest of <paramref name="count"/> scores.</summary>
    /// <param name="count">How many reference scores there are, n.</param>
    /// <param name="rank">The rank of the threshold, k, from 1 to n.</param>
    /// <param name="level">The probability inside the interval; 0.95 by default.</param>
    /// <returns>The interval.</returns>
    public static FalseAlarmInterval Of(int count, int rank, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, count);
        var above = count + 1.0 - rank;
        var tail = (1 - level) / 2;
        return new FalseAlarmInterval(
            above / (count + 1.0),
            Beta.InvCDF(above, rank, tail),
            Beta.InvCDF(above, rank, 1 - tail));
    }
}
