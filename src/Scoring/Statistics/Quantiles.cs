namespace InspectFlow.Scoring;

/// <summary>
/// Five quantiles of a set of scores. Each is one of the scores themselves, the ⌈np⌉-th smallest of n, so that no form of distribution is
/// assumed and a copy of every score changes nothing.
/// </summary>
/// <param name="Count">How many finite scores there are; at least 1.</param>
/// <param name="P5">The 5 % quantile, in the score's unit.</param>
/// <param name="P25">The 25 % quantile.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">The 75 % quantile.</param>
/// <param name="P95">The 95 % quantile.</param>
public sealed record Quantiles(int Count, double P5, double P25, double P50, double P75, double P95)
{
    /// <summary>Takes the quantiles of some scores.</summary>
    /// <param name="scores">The scores, in any order; those that are not finite take no part.</param>
    /// <returns>The quantiles, or null when no score is finite.</returns>
    public static Quantiles? Of(IEnumerable<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var sorted = scores.Where(double.IsFinite).ToArray();
        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        return new(sorted.Length, At(5), At(25), At(50), At(75), At(95));

        double At(int percent) => sorted[(int)((((long)sorted.Length * percent) + 99) / 100) - 1];
    }
}
