namespace InspectFlow.Scoring;

/// <summary>
/// Joins two views of an image in one score: the whole (the NLL of what reaches the flow's last scale) and the local (the NLL map and its
/// peak). Each is standardised against good images that the model has not seen; the joint map at a place is ln(exp(k z_local) + exp(k z_whole)) / k, a smooth
/// maximum of both (log-sum-exp), and the score is the peak of that map. It grows with either view, and a view that says nothing lies
/// near 0, where it adds at most ln 2 / k. Beyond <see cref="Damping"/> spreads the whole hardly grows any more: a good part of a new design
/// can lie many spreads off as a whole, and thresholds must stay within the local view's reach. Far beyond all good images it grows again: what
/// lies there is no part of the line, and must pass no threshold.
/// </summary>
/// <param name="Whole">The unit of the whole image's NLL.</param>
/// <param name="Local">The unit of the local map, from the images' peaks (<see cref="PeakScore"/>).</param>
/// <param name="PeakPercent">The share of the content's pixels that counts in a peak, in percent.</param>
/// <param name="SampleCount">How many images the units were taken from.</param>
public sealed record JointReference(StandardUnit Whole, StandardUnit Local, double PeakPercent, int SampleCount)
{
    /// <summary>k, how near the smooth maximum comes to the maximum: it is at most ln 2 / k above it.</summary>
    public const double Sharpness = 3;

    /// <summary>The spreads beyond which new references damp the whole.</summary>
    public const double Damping = 2;

    /// <summary>The scale, in spreads, by which new references damp it: a whole 100 spreads off adds less than one.</summary>
    public const double DampingScale = 0.1;

    /// <summary>The spreads within which the whole does not grow again in any case.</summary>
    public const double FarOff = 10;

    // The spreads of fewer say too little of how far good images lie.
    private const int FewestToGrow = 20;

    // How many times as far as the farthest good image.
    private const double FarFactor = 2;

    /// <summary>
    /// Gets the spreads d beyond which z_whole becomes d + c ln(1 + (z − d) / c), which is smooth at d and keeps the order of wholes; null,
    /// as in references from before there was damping, for none.
    /// </summary>
    public double? DampedBeyond { get; init; }

    /// <summary>Gets the scale c, in spreads; 1, the default, is that of references from before there was another.</summary>
    public double DampedBy { get; init; } = 1;

    /// <summary>
    /// Gets the spreads beyond which a damped whole grows again, by all that lies beyond; null, as of few
    /// images and in references from before it did, for never.
    /// </summary>
    public double? GrowsBeyond { get; init; }

    /// <summary>Fits the reference.</summary>
    /// <param name="wholes">The NLLs of the whole of those images, in nats.</param>
    /// <param name="peaks">Their maps' peaks, in nats per pixel, in the same order.</param>
    /// <param name="peakPercent">The share of the content's pixels that counted in these, in percent.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="CalibrationException">There are no values, or some are not finite.</exception>
    /// <exception cref="ArgumentException">There are more values of one view than of the other.</exception>
    public static JointReference Fit(
        IReadOnlyCollection<double> wholes, IReadOnlyCollection<double> peaks, double peakPercent = PeakScore.DefaultPercent)
    {
        ArgumentNullException.ThrowIfNull(wholes);
        ArgumentNullException.ThrowIfNull(peaks);
        return wholes.Count == peaks.Count
            ? new(StandardUnit.Fit(wholes), StandardUnit.Fit(peaks), peakPercent, wholes.Count)
            {
                DampedBeyond = Damping,
                DampedBy = DampingScale,
                GrowsBeyond = wholes.Count < FewestToGrow ? null : Math.Max(FarOff, FarFactor * Farthest(wholes)),
            }
            : throw new ArgumentException($"There are {wholes.Count} images' wholes and {peaks.Count} images' peaks.", nameof(peaks));
    }

    /// <summary>
    /// Gives what the scores of the images that this reference was taken from would be by references taken from the others: as a new image
    /// has them. By its own, the farthest image would seem less far, and thresholds would promise too much.
    /// </summary>
    /// <param name="wholes">The images' NLLs of the whole, as for <see cref="Fit"/>; at least 2.</param>
    /// <param name="peaks">Their maps' peaks, in the same order.</param>
    /// <param name="scores">Their scores by this reference.</param>
    /// <returns>The scores, in the same order: moved by as much as whole and peak join otherwise.</returns>
    /// <exception cref="CalibrationException">Some values are not finite.</exception>
    public IReadOnlyList<double> LeaveOneOut(
        IReadOnlyList<double> wholes, IReadOnlyList<double> peaks, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(wholes);
        ArgumentNullException.ThrowIfNull(peaks);
        ArgumentNullException.ThrowIfNull(scores);
        return
        [
            .. scores.Select((score, i) =>
            {
                var others = Fit([.. wholes.Where((_, j) => j != i)], [.. peaks.Where((_, j) => j != i)]) with
                {
                    DampedBeyond = DampedBeyond,
                    DampedBy = DampedBy,
                    GrowsBeyond = GrowsBeyond,
                };
                return score + others.Join(wholes[i], peaks[i]) - Join(wholes[i], peaks[i]);
            }),
        ];
    }

    /// <summary>Tells whether the reference was taken from certain images.</summary>
    /// <param name="wholes">The images' NLLs of the whole.</param>
    /// <param name="peaks">Their maps' peaks, in the same order.</param>
    public bool IsOf(IReadOnlyCollection<double> wholes, IReadOnlyCollection<double> peaks)
    {
        var other = Fit(wholes, peaks, PeakPercent);
        return SampleCount == other.SampleCount && Whole.IsNear(other.Whole) && Local.IsNear(other.Local);
    }

    /// <summary>Joins the views at one place.</summary>
    /// <param name="whole">The NLL of the whole, in nats.</param>
    /// <param name="local">The local NLL, in nats per pixel.</param>
    /// <returns>The smooth maximum of both, in spreads of good images; NaN when one is.</returns>
    public double Join(double whole, double local)
    {
        var (a, b) = (Whole.Standardise(whole), Local.Standardise(local));
        a = a > DampedBeyond ? Damped(a, DampedBeyond.Value) : a;
        var larger = Math.Max(a, b);

        // Taking the larger out of the sum keeps the exponential from overflowing.
        return double.IsFinite(larger)
            ? larger + (Math.Log(1 + Math.Exp(-Sharpness * Math.Abs(a - b))) / Sharpness)
            : larger;
    }

    /// <summary>Gives the joint map.</summary>
    /// <param name="whole">The NLL of the whole, in nats.</param>
    /// <param name="map">The local NLL, in nats per pixel, any shape; left as it is.</param>
    /// <returns>The joint value of each pixel, in spreads of good images.</returns>
    public float[] Map(double whole, ReadOnlySpan<float> map)
    {
        var joint = new float[map.Length];
        for (var i = 0; i < joint.Length; i++)
        {
            joint[i] = (float)Join(whole, map[i]);
        }

        return joint;
    }

    /// <summary>Computes the score: the peak of the joint map over the content, padding left out.</summary>
    /// <param name="whole">The NLL of the whole, in nats.</param>
    /// <param name="map">The local NLL, in nats per pixel, row by row.</param>
    /// <param name="mapWidth">The map's width, in pixels.</param>
    /// <param name="content">The part of the map that is no padding.</param>
    /// <returns>The score, in spreads of good images; NaN when a value is NaN.</returns>
    public double Score(double whole, ReadOnlySpan<float> map, int mapWidth, MapArea content) =>
        PeakScore.OfRising(local => Join(whole, local), map, mapWidth, content, PeakPercent);

    private double Damped(double whole, double beyond) =>
        beyond + (DampedBy * Math.Log(1 + ((whole - beyond) / DampedBy))) + (whole > GrowsBeyond ? whole - GrowsBeyond.Value : 0);

    // As a new image would lie: in the spreads of the others.
    private static double Farthest(IReadOnlyCollection<double> wholes)
    {
        double[] sorted = [.. wholes.Order()];
        return StandardUnit.Fit(sorted[..^1]).Standardise(sorted[^1]);
    }
}
