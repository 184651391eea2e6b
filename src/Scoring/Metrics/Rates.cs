namespace InspectFlow.Scoring;

/// <summary>How often a threshold flags images.</summary>
public static class Rates
{
    /// <summary>
    /// Computes the share of scores above a threshold: the false-alarm rate when they are of good images, the detection
    /// rate when they are of defective ones. A score that is not finite counts as above, as it is rejected.
    /// </summary>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">The threshold; null flags only what is not finite.</param>
    /// <returns>The share, from 0 to 1; null when there are no scores.</returns>
    public static double? Above(IReadOnlyCollection<double> scores, double? threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Count == 0 ? null : (double)CountAbove(scores, threshold) / scores.Count;
    }

    /// <summary>Counts the scores above a threshold; one that is not finite counts as above, as it is rejected.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">The threshold; null flags only what is not finite.</param>
    /// <returns>The number.</returns>
    public static int CountAbove(IReadOnlyCollection<double> scores, double? threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Count(score => !double.IsFinite(score) || score > threshold);
    }
}
