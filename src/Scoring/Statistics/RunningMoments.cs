namespace InspectFlow.Scoring;

/// <summary>Count, mean, variance and range of a stream of numbers, in constant memory (Welford 1962; merging: Chan, Golub and LeVeque 1979).</summary>
public sealed class RunningMoments
{
    private double squares;

    /// <summary>Gets how many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the mean; NaN before the first number.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Gets the smallest number; +∞ before the first.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets the largest number; −∞ before the first.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Gets the unbiased variance (divided by n − 1); NaN below two numbers.</summary>
    public double Variance => Count > 1 ? squares / (Count - 1) : double.NaN;

    /// <summary>Gets the square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number.</param>
    public void Add(double value)
    {
        Count++;
        if (Count == 1)
        {
            Mean = value;
        }
        else
        {
            var delta = value - Mean;
            Mean += delta / Count;
            squares += delta * (value - Mean);
        }

        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }

    /// <summary>Adds all that another stream saw.</summary>
    /// <param name="other">The other stream; unchanged.</param>
    public void Merge(RunningMoments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        var total = Count + other.Count;
        var delta = Count == 0 ? 0 : other.Mean - Mean;
        squares += other.squares + (delta * delta * ((double)Count * other.Count / total));
        Mean = Count == 0 ? other.Mean : Mean + (delta * other.Count / total);
        Count = total;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
    }
}
