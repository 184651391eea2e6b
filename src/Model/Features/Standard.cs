namespace InspectFlow.Model;

/// <summary>What is usual of a value that is odd when it is high.</summary>
/// <param name="Median">The median of good pictures, nats.</param>
/// <param name="Spread">How far those above it lie above it, the root of the mean square; above 0, nats.</param>
internal readonly record struct Standard(double Median, double Spread)
{
    // Equal values must not turn rounding into surprise.
    private const double LeastShare = 1e-6;

    /// <summary>Measures.</summary>
    /// <param name="values">The values of good pictures; at least one.</param>
    public static Standard Of(IReadOnlyCollection<double> values)
    {
        var median = values.Order().ElementAt(values.Count / 2);
        var above = values.Where(v => v > median).Select(v => (v - median) * (v - median)).DefaultIfEmpty(1).Average();
        return new(median, Math.Max(Math.Sqrt(above), LeastShare * Math.Max(1, Math.Abs(median))));
    }
}
