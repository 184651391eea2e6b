using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The charts over the runs of a line, which the report and the review page share.</summary>
internal static class NightCharts
{
    /// <summary>The share of flagged images, run by run.</summary>
    public static Markup Shares(IReadOnlyList<Night> nights, CalibrationRecord calibration, string noun)
    {
        var points = nights.Select(n => new SharePoint(
            n.Run.NominalAt,
            n.Percent(n.Run.Review),
            n.Percent(n.Run.Reject),
            $"{Numbers.ShortTime(n.Run.NominalAt)}: {Numbers.Count(n.Run.Decided, "image", "images")}, {Numbers.Percent(n.FlaggedPercent)} flagged, {Numbers.Count(n.Run.Reject)} rejected, {Numbers.Count(n.Run.Review)} to review")).ToList();
        var expected = 100 - calibration.Calibration.Review.Percentile;
        return Figure(
            $"Flagged, {noun} by {noun}",
            new ShareChart(points, expected).Draw(),
            Markup.Of(
                $"""
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect class="review" width="14" height="14"/></svg>to review (above)</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect class="reject" width="14" height="14"/></svg>rejected (below)</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="expected" d="M0 7H14"/></svg>{Numbers.Percent(expected)}, expected of good parts alone</span>
                """),
            "What the review percentile stands for is expected of good parts; what is above it is defects, or parts unlike the calibration's.");
    }

    /// <summary>The quantiles of a score, run by run.</summary>
    public static Markup Drift(IReadOnlyList<Night> all, string modelId, string score, string noun)
    {
        // Another model's likelihoods, or another score, lie elsewhere and compare with nothing.
        var nights = all.Where(n =>
            string.Equals(n.Run.ModelId, modelId, StringComparison.Ordinal) &&
            (score is ScoreNames.Nll || string.Equals(n.Calibration?.Score, score, StringComparison.Ordinal))).ToList();
        var points = nights.Select(n => new QuantilePoint(n.Run.NominalAt, n.DriftOf(score)?.Quantiles, Band(n, score), n.DriftOf(score)?.IsAlarm ?? false)).ToList();
        var others = all.Count - nights.Count;
        var left = others == 0 ? string.Empty
            : $" {Numbers.Count(others, $"{noun} by another model or score is", $"{noun}s by another model or score are")} left out.";
        return Figure(
            $"Drift of {score}",
            new QuantileChart(points, ScoreTitles.Of(score)).Draw(),
            Markup.Of(
                $"""
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><g class="quantiles"><path d="M7 0V14"/><rect x="3" y="3.5" width="8" height="7"/><circle cx="7" cy="7" r="2"/></g></svg>5 to 95 %, 25 to 75 %, median</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><g class="band"><rect y="2" width="14" height="10"/><path d="M0 2H14M0 7H14M0 12H14"/></g></svg>good images, 5 to 95 %</span>
                <span class="legend"><svg viewBox="-7 -7 14 14" aria-hidden="true"><g class="quantiles"><g class="alarm"><path class="out" d="M0-6 6 0 0 6-6 0Z"/></g></g></svg>!: median outside the band</span>
                """),
            $"An alarm is a median that leaves the band, from {DriftStatistics.FewestImages} images on.{left}");
    }

    /// <summary>A chart with its title, its legend and a note.</summary>
    public static Markup Figure(string title, Markup chart, Markup legends, string note) => Markup.Of(
        $"""
        <figure class="chart"><h3>{title}</h3>
        {chart}
        <figcaption><span class="legends">{legends}</span>{note}</figcaption></figure>
        """);

    private static Quantiles? Band(Night night, string score) =>
        score is ScoreNames.Nll ? night.Bands?.Nll : night.Bands?.Deciding;
}
