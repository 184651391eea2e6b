namespace InspectFlow.Scoring;

/// <summary>
/// Gathers the pixels of a labelled test set, picture after picture, for the area under the ROC curve over pixels and the area under the
/// per-region-overlap curve. Up to two million pixels both are exact. Beyond that scores that differ by less than
/// 1/16,384 of themselves count as tied, which needs no more memory for any number of pixels; how far the areas can be off is worked out
/// from the ties themselves, and told with them. Not for concurrent use.
/// </summary>
/// <remarks>
/// Why the bound holds: whatever the order within a tie, the curve goes from the tie's one corner to the other without ever turning
/// back, so it stays in the rectangle between them. The diagonal, which is what counting ties half means, halves the rectangle; so the
/// area is off by at most half of each rectangle.
/// </remarks>
public sealed class PixelRanking
{
    /// <summary>The false-positive rate up to which overlap is measured, 0.3.</summary>
    public const double HighestFalsePositiveRate = 0.3;

    private readonly PixelOrder order;
    private long good;
    private long defective;
    private long regions;

    /// <summary>Initializes a new instance of the <see cref="PixelRanking"/> class.</summary>
    public PixelRanking()
        : this(PixelOrder.MostExact)
    {
    }

    /// <summary>Initializes a new instance that gives up exactness after another number of pixels.</summary>
    internal PixelRanking(int mostExact) => order = new(mostExact);

    /// <summary>Adds a picture.</summary>
    /// <param name="scores">Its map, higher is more anomalous; −∞ for pixels that nothing looked at; what is not a number counts as the highest.</param>
    /// <param name="labels">Each pixel's region (<see cref="MaskRegions.Label"/>), 0 where it is good; empty where the whole picture is good.</param>
    /// <exception cref="ArgumentException">There is another number of labels than of scores, or a label is negative.</exception>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels)
    {
        if (!labels.IsEmpty && labels.Length != scores.Length)
        {
            throw new ArgumentException($"{labels.Length} labels are not those of {scores.Length} scores.", nameof(labels));
        }

        var sizes = Sizes(labels);
        foreach (var size in sizes.AsSpan(1))
        {
            regions += size > 0 ? 1 : 0;
            defective += size;
        }

        good += labels.IsEmpty ? scores.Length : sizes[0];
        for (var i = 0; i < scores.Length; i++)
        {
            var label = labels.IsEmpty ? 0 : labels[i];
            order.Add(scores[i], label == 0 ? 0 : 1.0 / sizes[label]);
        }
    }

    /// <summary>Works out both areas over all pictures added so far.</summary>
    /// <returns>The areas and how far they can be off.</returns>
    public PixelMetrics Measure()
    {
        if (good == 0 || defective == 0)
        {
            return new(null, 0, null, 0);
        }

        // From the highest score down: the curves begin with nothing flagged.
        long goodAbove = 0;
        long defectiveAbove = 0;
        var overlapAbove = 0.0;
        var (roc, rocSlack, pro, proSlack) = (0.0, 0.0, 0.0, 0.0);
        foreach (var tie in order.Descending())
        {
            roc += tie.Good * (defectiveAbove + (tie.Defective / 2.0));
            rocSlack += tie.Good * (tie.Defective / 2.0);

            // Only as much of the step as lies below the highest rate, up to where the diagonal reaches it.
            var step = (double)tie.Good / good;
            var left = HighestFalsePositiveRate - ((double)goodAbove / good);
            if (left > 0 && step > 0)
            {
                var share = Math.Min(1, left / step);
                var rise = tie.Overlap / regions;
                pro += step * share * ((overlapAbove / regions) + (rise * share / 2));

                // A cut rectangle is not halved any more: what the curve can miss on either side of the diagonal.
                proSlack += step * rise * share * (1 - (share / 2));
            }

            goodAbove += tie.Good;
            defectiveAbove += tie.Defective;
            overlapAbove += tie.Overlap;
        }

        var pairs = (double)good * defective;
        return order.IsExact
            ? new(roc / pairs, 0, pro / HighestFalsePositiveRate, 0)
            : new(roc / pairs, rocSlack / pairs, pro / HighestFalsePositiveRate, proSlack / HighestFalsePositiveRate);
    }

    private static int[] Sizes(ReadOnlySpan<int> labels)
    {
        var highest = 0;
        foreach (var label in labels)
        {
            if (label < 0)
            {
                throw new ArgumentException($"{label} is no region: labels are 0 for good pixels, or from 1 on.", nameof(labels));
            }

            highest = Math.Max(highest, label);
        }

        var sizes = new int[highest + 1];
        foreach (var label in labels)
        {
            sizes[label]++;
        }

        return sizes;
    }
}
