using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Extremal;

/// <summary>
/// Gathers what the report of a run's extremes shows, image by image, in memory that does not grow with the run. The
/// result does not depend on the order of the images; one content counts once among the extremes.
/// </summary>
public sealed class ExtremalCollector
{
    private readonly BoundedExtremes<InspectionRow> byMargin;
    private readonly BoundedExtremes<InspectionRow> byDistance;
    private readonly BoundedExtremes<InspectionRow> byNll;
    private readonly ContentSample<InspectionRow> unflaggedSample;
    private readonly ContentSample<InspectionRow> flaggedSample;
    private readonly Dictionary<string, long> outcomes = Outcome.All.ToDictionary(o => o, _ => 0L, StringComparer.Ordinal);
    private readonly string score;

    /// <summary>Initializes a new instance of the <see cref="ExtremalCollector"/> class.</summary>
    /// <param name="calibration">The calibration that decided; its scores set the histogram's range.</param>
    /// <param name="options">What to gather; null stands for the defaults.</param>
    public ExtremalCollector(CalibrationRecord calibration, ExtremalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        options ??= new ExtremalOptions();
        score = calibration.Score;
        byMargin = new(options.Count);
        byDistance = new(options.Count);
        byNll = new(options.Count);

        // A third of the points belongs to the flagged, who would drown among the others.
        flaggedSample = new(options.Points / 3, options.Seed);
        unflaggedSample = new(options.Points - (options.Points / 3), options.Seed);
        var (low, high) = Range(calibration.Calibration);
        Scores = new Histogram(low, high, options.Bins);
        Reference = new Histogram(low, high, options.Bins);
        foreach (var value in calibration.Calibration.Reference.Sorted)
        {
            Reference.Add(value);
        }
    }

    /// <summary>Gets how many images were decided on, by outcome.</summary>
    public IReadOnlyDictionary<string, long> Outcomes => outcomes;

    /// <summary>Gets how many images were offered.</summary>
    public long Count { get; private set; }

    /// <summary>Gets how many of them have the content of another path.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Gets how many were put to review.</summary>
    public long ToReview => outcomes[Outcome.Review];

    /// <summary>Gets how many were rejected.</summary>
    public long Rejected => outcomes[Outcome.Reject];

    /// <summary>Gets how many were put to review or rejected.</summary>
    public long Flagged => ToReview + Rejected;

    /// <summary>Gives a share of the images, in percent; null when there are none.</summary>
    /// <param name="count">How many images.</param>
    /// <returns>The share, 0 to 100.</returns>
    public double? Percent(long count) => Count > 0 ? 100.0 * count / Count : null;

    /// <summary>Gets the deciding scores of the run.</summary>
    internal Histogram Scores { get; }

    /// <summary>Gets the deciding scores of the calibration, over the same bins.</summary>
    internal Histogram Reference { get; }

    /// <summary>Takes in an image.</summary>
    /// <param name="row">The image.</param>
    public void Add(InspectionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Count++;
        Duplicates += row.IsDuplicate ? 1 : 0;
        outcomes[row.Outcome]++;
        Scores.Add(row.Value(score) ?? double.NaN);
        if (!string.Equals(row.Outcome, Outcome.Ok, StringComparison.Ordinal))
        {
            // A score that is not finite has no margin; nothing is worse.
            byMargin.Add(row.Margin ?? double.PositiveInfinity, row.ContentHash, row);
        }

        byNll.Add(row.Nll ?? double.NaN, row.ContentHash, row);
        byDistance.Add(row.LatentDistance ?? double.NaN, row.ContentHash, row);
        if (row is { Pc1: { } x, Pc2: { } y } && double.IsFinite(x) && double.IsFinite(y))
        {
            var isOk = string.Equals(row.Outcome, Outcome.Ok, StringComparison.Ordinal);
            (isOk ? unflaggedSample : flaggedSample).Add(row.ContentHash, row);
        }
    }

    /// <summary>Lists the extremes.</summary>
    /// <returns>The images by kind and rank, without pictures.</returns>
    public IReadOnlyList<ExtremalSample> Samples() =>
    [
        .. Rank(ExtremeKind.Flagged, byMargin.Largest),
        .. Rank(ExtremeKind.Farthest, byDistance.Largest),
        .. Rank(ExtremeKind.Nearest, byDistance.Smallest),
        .. Rank(ExtremeKind.Highest, byNll.Largest),
        .. Rank(ExtremeKind.Lowest, byNll.Smallest),
    ];

    /// <summary>Gets the images of the scatter chart by outcome.</summary>
    internal ILookup<string, InspectionRow> Points() =>
        unflaggedSample.Items.Concat(flaggedSample.Items).ToLookup(r => r.Outcome, StringComparer.Ordinal);

    private static IEnumerable<ExtremalSample> Rank(ExtremeKind kind, IEnumerable<Extreme<InspectionRow>> extremes) =>
        extremes.Select((e, i) => new ExtremalSample { Kind = kind, Rank = i + 1, Value = e.Key, Row = e.Item });

    /// <summary>From below the smallest reference score to well above the highest threshold.</summary>
    private static (double Low, double High) Range(Calibration calibration)
    {
        var sorted = calibration.Reference.Sorted;
        var top = Math.Max(sorted[^1], Math.Max(calibration.Review.Value, calibration.Reject?.Value ?? double.NegativeInfinity));
        var span = top - sorted[0];
        if (!(span > 0))
        {
            span = Math.Max(1, Math.Abs(top) * 0.01);
        }

        return (sorted[0] - (0.15 * span), top + (0.6 * span));
    }
}
