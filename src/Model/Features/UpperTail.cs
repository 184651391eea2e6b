namespace InspectFlow.Model;

/// <summary>
/// How often good pictures reach a value that is odd when it is high: one in five lies above the threshold, and above it values follow a
/// generalised Pareto distribution (Pickands, 1975), fitted by probability-weighted moments (Hosking and Wallis, 1987). Heavy tails,
/// as lines with a few unusual good parts have them, then make a high value less of a surprise.
/// </summary>
/// <param name="Threshold">The value that a fifth of good pictures lie above.</param>
/// <param name="Scale">σ of the distribution above the threshold; above 0.</param>
/// <param name="Shape">ξ, 0 for an exponential tail, higher for a heavier one; from 0.05 to 0.7.</param>
internal sealed record UpperTail(double Threshold, double Scale, double Shape)
{
    /// <summary>The share of good pictures above the threshold.</summary>
    public const double Share = 0.2;

    // A shape of 0 is a limit of its own; so little differs from it by nothing that shows.
    private const double LeastShape = 0.05;

    // From 1 on there is no mean.
    private const double LargestShape = 0.7;

    // Fewer values than this say nothing of the shape; then it is one that good parts often have.
    private const int ShapedBy = 20;
    private const double UsualShape = 0.25;

    // Equal values must not turn rounding into surprise.
    private const double LeastScale = 1e-6;

    /// <summary>Fits.</summary>
    /// <param name="values">The values of good pictures; at least one.</param>
    public static UpperTail Of(IReadOnlyCollection<double> values)
    {
        var ordered = values.Order().ToArray();
        var first = Math.Clamp((int)Math.Ceiling((1 - Share) * ordered.Length), 1, ordered.Length) - 1;
        var threshold = ordered[first];
        var excesses = ordered[(first + 1)..].Select(v => v - threshold).ToArray();
        if (excesses.Length == 0)
        {
            return new(threshold, Math.Max(LeastScale, LeastScale * Math.Abs(threshold)), UsualShape);
        }

        var mean = excesses.Average();
        var shape = excesses.Length < ShapedBy ? UsualShape : Math.Clamp(ShapeOf(excesses, mean), LeastShape, LargestShape);

        // By the mean of the distribution, σ / (1 − ξ).
        return new(threshold, Math.Max(mean * (1 - shape), LeastScale * Math.Max(1, Math.Abs(threshold))), shape);
    }

    // ξ = 2 − a₀ / (a₀ − 2 a₁), with the moments a₀ = E[X] and a₁ = E[X (1 − F(X))].
    private static double ShapeOf(double[] rising, double mean)
    {
        var n = rising.Length;
        var weighted = rising.Select((x, i) => x * (1 - ((i + 0.65) / n))).Average();
        return mean > 2 * weighted ? 2 - (mean / (mean - (2 * weighted))) : LargestShape;
    }
}
