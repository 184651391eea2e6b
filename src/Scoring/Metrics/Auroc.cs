namespace InspectFlow.Scoring;

/// <summary>The area under the receiver operating characteristic, without binning.</summary>
public static class Auroc
{
    /// <summary>
    /// Computes the probability that a defective image scores above a good one, ties counting half (the Mann-Whitney U
    /// statistic over the number of pairs).
    /// </summary>
    /// <param name="good">The scores of the good images; ±∞ allowed.</param>
    /// <param name="defective">The scores of the defective images; ±∞ allowed.</param>
    /// <returns>The area, from 0 to 1; null when one class is missing.</returns>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static double? Of(IReadOnlyCollection<double> good, IReadOnlyCollection<double> defective)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(defective);
        if (good.Count == 0 || defective.Count == 0)
        {
            return null;
        }

        double[] scores = [.. good, .. defective];
        if (Array.Exists(scores, double.IsNaN))
        {
            throw new ArgumentException("A score is NaN; an order needs numbers.", Array.Exists([.. good], double.IsNaN) ? nameof(good) : nameof(defective));
        }

        var isDefective = new byte[scores.Length];
        Array.Fill(isDefective, (byte)1, good.Count, defective.Count);
        Array.Sort(scores, isDefective);

        // Twice the number of pairs won, so that half a pair stays a whole number.
        long won = 0;
        long goodBelow = 0;
        for (var start = 0; start < scores.Length;)
        {
            var end = start;
            long defectiveHere = 0;
            for (; end < scores.Length && scores[end].Equals(scores[start]); end++)
            {
                defectiveHere += isDefective[end];
            }

            var goodHere = end - start - defectiveHere;
            won += defectiveHere * ((2 * goodBelow) + goodHere);
            goodBelow += goodHere;
            start = end;
        }

        return won / (2.0 * good.Count * defective.Count);
    }
}
