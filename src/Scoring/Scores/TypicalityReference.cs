namespace InspectFlow.Scoring;

/// <summary>
/// How the NLL of good images lies, for a test on both sides: an image that is far likelier than a good one is as
/// suspect as one that is far less likely (Nalisnick et al., "Detecting out-of-distribution inputs to deep generative
/// models using typicality", 2019). Taken from good images that the flow was not fitted to: the *select* images; the *calibrate* images
/// where a flow over features of whole pictures took the *select* images in and there are at least 20 others.
/// </summary>
/// <param name="Center">H, the mean NLL of those images, in nats: an estimate of the model's entropy.</param>
/// <param name="SpreadBelow">The root mean square deviation of the images below H, in nats; above 0.</param>
/// <param name="SpreadAbove">The root mean square deviation of the images above H, in nats; above 0.</param>
/// <param name="SampleCount">How many images it was taken from.</param>
public sealed record TypicalityReference(double Center, double SpreadBelow, double SpreadAbove, int SampleCount)
{
    /// <summary>The number of images on a side below which that side takes the spread of both sides together.</summary>
    public const int SmallestSide = 5;

    /// <summary>
    /// Fits the reference. A side with fewer than <see cref="SmallestSide"/> images takes the root mean square deviation
    /// of all images; where all NLLs are equal, or there is only one, the spread is 1 nat.
    /// </summary>
    /// <param name="nlls">The NLLs of good images that the flow was not fitted to, in nats.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="CalibrationException">There are no NLLs, or some are not finite.</exception>
    public static TypicalityReference Fit(IEnumerable<double> nlls)
    {
        ArgumentNullException.ThrowIfNull(nlls);
        var values = new ReferenceScores(nlls).Sorted;
        var center = values[0] + values.Average(v => v - values[0]);
        var both = RootMeanSquare(values.Select(v => v - center));
        both = both > 0 ? both : 1;
        return new TypicalityReference(
            center,
            Side(values.Where(v => v < center).Select(v => v - center).ToArray(), both),
            Side(values.Where(v => v > center).Select(v => v - center).ToArray(), both),
            values.Count);
    }

    /// <summary>Computes the score: |nll − H| over the spread on that side.</summary>
    /// <param name="nll">The image's NLL, in nats.</param>
    /// <returns>The score, in spreads; NaN when <paramref name="nll"/> is.</returns>
    public double Score(double nll) =>
        nll < Center ? (Center - nll) / SpreadBelow : (nll - Center) / SpreadAbove;

    private static double Side(double[] deviations, double both) =>
        deviations.Length < SmallestSide ? both : RootMeanSquare(deviations);

    private static double RootMeanSquare(IEnumerable<double> deviations) =>
        Math.Sqrt(deviations.Select(d => d * d).DefaultIfEmpty(0).Average());
}
