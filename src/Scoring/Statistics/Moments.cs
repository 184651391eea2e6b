using System.Runtime.InteropServices;

namespace InspectFlow.Scoring;

/// <summary>
/// Mean and spread of a set of numbers, so kept that two sets can be joined without their numbers (Chan, Golub and LeVeque,
/// 1983).
/// </summary>
/// <param name="Count">How many numbers there are.</param>
/// <param name="Mean">Their mean; 0 for none.</param>
/// <param name="SquaredDeviations">The sum of their squared distances from the mean.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Moments(long Count, double Mean, double SquaredDeviations)
{
    /// <summary>Gets the standard deviation over the set itself; 0 for none.</summary>
    public double Deviation => Count == 0 ? 0 : Math.Sqrt(SquaredDeviations / Count);

    /// <summary>Takes the moments of numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The moments.</returns>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        if (values.Length == 0)
        {
            return default;
        }

        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        double squares = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new(values.Length, mean, squares);
    }

    /// <summary>Joins two sets.</summary>
    /// <param name="other">The other set's moments.</param>
    /// <returns>The moments of all numbers of both.</returns>
    public Moments Join(Moments other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var count = Count + other.Count;
        var difference = other.Mean - Mean;
        var share = (double)other.Count / count;
        return new(
            count,
            Mean + (difference * share),
            SquaredDeviations + other.SquaredDeviations + (difference * difference * Count * share));
    }
}
