namespace InspectFlow.Scoring;

/// <summary>
/// Counts in equal bins over a range that is fixed at the start, so that a stream of any length takes constant memory.
/// A bin holds its lower edge; the last bin also holds the upper edge of the range.
/// </summary>
public sealed class Histogram
{
    private readonly long[] counts;

    /// <summary>Initializes a new instance of the <see cref="Histogram"/> class.</summary>
    /// <param name="low">The lower edge of the first bin.</param>
    /// <param name="high">The upper edge of the last bin; above <paramref name="low"/>.</param>
    /// <param name="bins">How many bins; at least 1.</param>
    public Histogram(double low, double high, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (!double.IsFinite(high - low) || !(low < high))
        {
            throw new ArgumentException($"The range from {low} to {high} is not a finite range.", nameof(high));
        }

        Low = low;
        High = high;
        counts = new long[bins];
    }

    /// <summary>Gets the lower edge of the first bin.</summary>
    public double Low { get; }

    /// <summary>Gets the upper edge of the last bin.</summary>
    public double High { get; }

    /// <summary>Gets the counts, lowest bin first.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>Gets how many numbers lay below <see cref="Low"/>, −∞ included.</summary>
    public long Underflow { get; private set; }

    /// <summary>Gets how many numbers lay above <see cref="High"/>, +∞ included.</summary>
    public long Overflow { get; private set; }

    /// <summary>Gets how many were not a number.</summary>
    public long NotANumber { get; private set; }

    /// <summary>Gets how many numbers were added, those outside the range and NaN included.</summary>
    public long Total { get; private set; }

    /// <summary>Counts numbers over their own range. Where all finite numbers are equal, the range is that number ± 0.5.</summary>
    /// <param name="values">The numbers; those that are not finite take no part in the range.</param>
    /// <param name="bins">How many bins; at least 1.</param>
    /// <returns>The histogram.</returns>
    public static Histogram Over(IReadOnlyCollection<double> values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        var finite = values.Where(double.IsFinite);
        var low = finite.DefaultIfEmpty(0).Min();
        var high = finite.DefaultIfEmpty(0).Max();
        var half = Math.Max(0.5, Math.Abs(low) * 1e-9);
        var histogram = low < high ? new Histogram(low, high, bins) : new Histogram(low - half, low + half, bins);
        foreach (var value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }

    /// <summary>Counts a number.</summary>
    /// <param name="value">The number; any.</param>
    public void Add(double value)
    {
        Total++;
        if (double.IsNaN(value))
        {
            NotANumber++;
        }
        else if (value < Low)
        {
            Underflow++;
        }
        else if (value > High)
        {
            Overflow++;
        }
        else
        {
            counts[Math.Min(counts.Length - 1, (int)((value - Low) / (High - Low) * counts.Length))]++;
        }
    }

    /// <summary>Says where a bin begins.</summary>
    /// <param name="bin">The bin, from 0; the number of bins for the upper edge of the last one.</param>
    /// <returns>The lower edge of the bin.</returns>
    public double Edge(int bin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bin, counts.Length);
        return Low + ((High - Low) * bin / counts.Length);
    }
}
