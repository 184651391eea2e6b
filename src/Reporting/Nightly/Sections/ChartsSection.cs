using System.Globalization;
using InspectFlow.Reporting.Charts;
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
        var (nights, noun) = (report.Nights.ToList(), report.Options.RunNoun);
        var isNll = string.Equals(score, ScoreNames.Nll, StringComparison.Ordinal);
        return Markup.Of(
            $"""
            <section id="charts">
            <h2>Charts</h2>
            <div class="charts">
            {Histogram(report)}
            {NightCharts.Shares(nights, report.Calibration, noun)}
            {NightCharts.Drift(nights, report.Model.Id, ScoreNames.Nll, noun)}
            {(isNll ? default : NightCharts.Drift(nights, report.Model.Id, score, noun))}
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
        return NightCharts.Figure(
            $"This {report.Options.RunNoun} against the calibration",
            chart.Draw(),
            Markup.Of(
                $"""
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" fill="var(--bar)"/></svg>this {report.Options.RunNoun} ({images.Scores.Total:#,0})</span>
                <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="outline" d="M0 13H4V3H10V13H14"/></svg>good images of the calibration ({images.Reference.Total:#,0})</span>
                """),
            "Dashed lines are the thresholds; arrows count the images beyond the axis.");
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
        return NightCharts.Figure(
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
}
