using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Thresholds;

/// <summary>
/// How good a line's thresholds are and what others would have done: what people said of the images that runs of some time flagged or
/// drew for audit, and how many images, judged ones apart, each of several percentiles would have flagged. All of it comes from stored
/// scores; nothing is scored again.
/// </summary>
public sealed record ThresholdStudy
{
    // Those that do not need more good images than the calibration has are shown, with the highest that it supports.
    private static readonly double[] Percentiles = [90, 95, 97.5, 98, 99, 99.5, 99.8, 99.9, 99.95];

    /// <summary>Gets the calibration, whose good images the thresholds are read off.</summary>
    public required CalibrationRecord Calibration { get; init; }

    /// <summary>Gets the first nominal instant of the runs looked at.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets how many images those runs decided on.</summary>
    public required long Decided { get; init; }

    /// <summary>Gets what people said of rejected images.</summary>
    public required VerdictTally Reject { get; init; }

    /// <summary>Gets what people said of images that were put to review.</summary>
    public required VerdictTally Review { get; init; }

    /// <summary>Gets what people said of the random sample of unflagged images.</summary>
    public required VerdictTally Audit { get; init; }

    /// <summary>Gets how many of all these images were judged defective.</summary>
    public required long Defective { get; init; }

    /// <summary>Gets how many of all these images were judged good.</summary>
    public required long Good { get; init; }

    /// <summary>Gets the thresholds, the lowest first.</summary>
    public required IReadOnlyList<ThresholdEffect> Effects { get; init; }

    /// <summary>Gets what people said of all flagged images.</summary>
    public VerdictTally Flagged => Review.Plus(Reject, "flagged");

    /// <summary>Gets how many images were not flagged.</summary>
    public long Unflagged => Math.Max(0, Decided - Flagged.Images);

    /// <summary>Studies the runs of some time that decided by the same model, score and precision as a calibration.</summary>
    /// <param name="store">The database.</param>
    /// <param name="calibration">The calibration.</param>
    /// <param name="job">The job whose runs are looked at.</param>
    /// <param name="since">The first nominal instant of a run.</param>
    /// <param name="until">The first nominal instant that is too late.</param>
    /// <returns>The study.</returns>
    public static ThresholdStudy Read(InspectionStore store, CalibrationRecord calibration, string job, DateTimeOffset since, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(calibration);
        var tallies = store.TallyVerdicts(calibration.Id, job, since, until);
        var judged = store.ListJudged(calibration.Id, job, since, until);
        var thresholds = Thresholds(calibration.Calibration);
        var (decided, above) = store.CountAbove(calibration.Id, [.. thresholds.Select(t => t.Threshold.Value)], job, since, until);
        return new()
        {
            Calibration = calibration,
            Since = since,
            Decided = decided,
            Reject = tallies[0],
            Review = tallies[1],
            Audit = tallies[2],
            Defective = judged.Count(j => j.IsDefective),
            Good = judged.Count(j => !j.IsDefective),
            Effects = [.. thresholds.Zip(above, (t, flagged) =>
            {
                var hit = judged.Where(j => j.Score is not { } score || score > t.Threshold.Value).ToList();
                return new ThresholdEffect(t.Threshold, t.Role, flagged, hit.Count(j => j.IsDefective), hit.Count(j => !j.IsDefective));
            })],
        };
    }

    private static List<(CalibratedThreshold Threshold, string? Role)> Thresholds(Calibration calibration)
    {
        var all = new List<(CalibratedThreshold Threshold, string? Role)> { (calibration.Review, "review") };
        if (calibration.Reject is { } reject)
        {
            all.Add((reject, "reject"));
        }

        var reference = calibration.Reference;
        foreach (var percentile in Percentiles.Append(PercentileRank.Highest(reference.Count)).Order())
        {
            // Percentiles of one rank are one threshold.
            if (percentile > 0 && PercentileRank.Of(reference.Count, percentile) is var rank && rank <= reference.Count && all.TrueForAll(t => t.Threshold.Rank != rank))
            {
                all.Add((Calibrator.At(reference, percentile), null));
            }
        }

        return [.. all.OrderBy(t => t.Threshold.Percentile)];
    }
}
