using System.Globalization;
using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The charts: the run against its calibration, the runs before it, and the latent points.</summary>
internal static class ChartsSection
{
    public static Markup Draw(NightReport report, IReadOnlyDictionary<string, NightItem> cards)
    {
        var score = report.Calibration.Score;
        var isNll = string.Equals(score, ScoreNames.Nll, StringComparison.Ordinal);
        return Markup.Of(
            $"""
            <section id="charts">
            <h2>Charts</h2>
            <div class="charts">
            {Histogram(report)}
            {Shares(report)}
            {Drift(report, ScoreNames.Nll, night => night.Bands?.Nll)}
            {(isNll ? default : Drift(report, score, night => night.Bands?.Deciding))}
            {Scatter(report, cards)}
            </div>
            </section>
            """);
    }

    private static Markup Histogram(NightReport report)
    {
        var calibration = report.Calibration.Calibration;
        var images = report.Images;
        var thresholds = new List<ThresholdLine> { new(calibration.Review.Value, "review") };
        if (calibration.Reject is { } reject)
        {
            thresholds.Add(new(reject.Value, "reject"));
        }

        var chart = new HistogramChart(images.Scores, images.Reference, thresholds, ScoreTitles.Of(report.Calibration.Score));
        return Figure(
            $"This {report.Options.RunNoun} against the calibration",
            chart.Draw(),
            Markup.Of(
                $"""
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" fill="var(--bar)"/></svg>this {report.Options.RunNoun} ({images.Scores.Total:#,0})</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="outline" d="M0 13H4V3H10V13H14"/></svg>good images of the calibration ({images.Reference.Total:#,0})</span>
                """),
            "Dashed lines are the thresholds; arrows count the images beyond the axis.");
    }

    private static Markup Shares(NightReport report)
    {
        var points = report.Nights.Select(n => new SharePoint(
            n.Run.NominalAt,
            n.Percent(n.Run.Review),
            n.Percent(n.Run.Reject),
            $"{Numbers.ShortTime(n.Run.NominalAt)}: {Numbers.Count(n.Run.Decided, "image", "images")}, {Numbers.Percent(n.FlaggedPercent)} flagged, {Numbers.Count(n.Run.Reject)} rejected, {Numbers.Count(n.Run.Review)} to review")).ToList();
        var expected = 100 - report.Calibration.Calibration.Review.Percentile;
        return Figure(
            $"Flagged, {report.Options.RunNoun} by {report.Options.RunNoun}",
            new ShareChart(points, expected).Draw(),
            Markup.Of(
                $"""
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect class="review" width="14" height="14"/></svg>to review (above)</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect class="reject" width="14" height="14"/></svg>rejected (below)</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="expected" d="M0 7H14"/></svg>{Numbers.Percent(expected)}, expected of good parts alone</span>
                """),
            "What the review percentile stands for is expected of good parts; what is above it is defects, or parts unlike the calibration's.");
    }

    private static Markup Drift(NightReport report, string score, Func<Night, Quantiles?> band)
    {
        // Another model's likelihoods, or another score, lie elsewhere and compare with nothing.
        var nights = report.Nights.Where(n =>
            string.Equals(n.Run.ModelId, report.Model.Id, StringComparison.Ordinal) &&
            (score is ScoreNames.Nll || string.Equals(n.Calibration?.Score, score, StringComparison.Ordinal))).ToList();
        var points = nights.Select(n => new QuantilePoint(n.Run.NominalAt, n.DriftOf(score)?.Quantiles, band(n), n.DriftOf(score)?.IsAlarm ?? false)).ToList();
        var others = report.Before.Count + 1 - nights.Count;
        var left = others == 0 ? string.Empty
            : $" {Numbers.Count(others, $"{report.Options.RunNoun} by another model or score is", $"{report.Options.RunNoun}s by another model or score are")} left out.";
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

    private static Markup Scatter(NightReport report, IReadOnlyDictionary<string, NightItem> cards)
    {
        var rows = report.Images.Points();
        var series = Outcome.All.Select(o => new ScatterSeries(o, [.. rows[o].Select(r => Point(r, cards))])).ToList();
        var shown = series.Sum(s => s.Points.Count);
        if (shown == 0)
        {
            return default;
        }

        var sampled = shown < report.Images.Count
            ? string.Create(CultureInfo.InvariantCulture, $"; {shown:#,0} of {report.Images.Count:#,0} images, copies once, large runs by lot with a third of the points for the flagged")
            : string.Empty;
        return Figure(
            "Latent points",
            new ScatterChart(series, "first principal component, latent units", "second principal component, latent units").Draw(),
            Markup.Join(series.Select(Legend)),
            $"Each point is an image, on the training set's principal components{sampled}. Point at one for its file and score; a flagged one leads to its card.");
    }

    private static ScatterPoint Point(InspectionRow row, IReadOnlyDictionary<string, NightItem> cards) => new(
        row.Pc1!.Value,
        row.Pc2!.Value,
        $"{VisibleText.Of(row.Path)}: {row.DecidingScore} {Numbers.Of(row.Value(row.DecidingScore))}, {row.Outcome}",
        cards.TryGetValue(row.ContentHash, out var card) ? "#" + card.Anchor : null);

    private static Markup Legend(ScatterSeries series) => Markup.Of(
        $"""
        <span class="legend"><svg class="mark {series.Name}" viewBox="-7 -7 14 14" aria-hidden="true">{ScatterChart.Mark(series.Name)}</svg>{series.Name} ({series.Points.Count:#,0})</span>
        """);

    private static Markup Figure(string title, Markup chart, Markup legends, string note) => Markup.Of(
        $"""
        <figure class="chart"><h3>{title}</h3>
        {chart}
        <figcaption><span class="legends">{legends}</span>{note}</figcaption></figure>
        """);
}
