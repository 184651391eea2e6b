using System.Text.Json.Serialization;

namespace InspectFlow.Scoring;

/// <summary>
/// The scores of good images that took no part in training, sorted: what a new score is compared with. Immutable;
/// as JSON it is the array of scores.
/// </summary>
[JsonConverter(typeof(ReferenceScoresConverter))]
public sealed class ReferenceScores
{
    private readonly double[] sorted;

    /// <summary>Initializes a new instance of the <see cref="ReferenceScores"/> class.</summary>
    /// <param name="scores">The scores, in any order.</param>
    /// <exception cref="CalibrationException">There are none, or some are not finite.</exception>
    public ReferenceScores(IEnumerable<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        sorted = [.. scores];
        if (sorted.Length == 0)
        {
            throw new CalibrationException("There are no calibration scores. Give the calibrate split some good images.", 0);
        }

        var nonFinite = sorted.Count(score => !double.IsFinite(score));
        if (nonFinite > 0)
        {
            throw new CalibrationException(
                $"{nonFinite} of {sorted.Length} calibration scores are not finite. Train the model again, or leave those images out.",
                sorted.Length);
        }

        Array.Sort(sorted);
    }

    /// <summary>Gets how many scores there are, n; at least 1.</summary>
    public int Count => sorted.Length;

    /// <summary>Gets the scores, smallest first.</summary>
    public IReadOnlyList<double> Sorted => sorted;

    /// <summary>Gets the <paramref name="rank"/>-th smallest score.</summary>
    /// <param name="rank">1 for the smallest, n for the largest.</param>
    /// <returns>The score.</returns>
    public double OrderStatistic(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, sorted.Length);
        return sorted[rank - 1];
    }

    /// <summary>Says where a score stands among the references: 100 · #{reference &lt; score} / (n + 1).</summary>
    /// <param name="score">The score; not NaN.</param>
    /// <returns>The percentile, in percent: from 0 to 100 n/(n + 1), never 100.</returns>
    public double Percentile(double score)
    {
        if (double.IsNaN(score))
        {
            throw new ArgumentException("NaN has no place among the reference scores.", nameof(score));
        }

        return 100.0 * CountBelow(score) / (sorted.Length + 1);
    }

    private int CountBelow(double score)
    {
        var low = 0;
        var high = sorted.Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (sorted[middle] < score)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
