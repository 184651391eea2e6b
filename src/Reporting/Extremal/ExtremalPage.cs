using System.Globalization;
using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Extremal;

/// <summary>The page of a run's extremes.</summary>
internal static class ExtremalPage
{
    public static string Render(
        ExtremalContext context, ExtremalCollector collector, IReadOnlyList<ExtremalSample> samples, DateTimeOffset written) =>
        Page.Render($"Extremal samples, {context.Line}", Markup.Of(
            $"""
            <header>
            <h1>Extremal samples: {context.Line}</h1>
            <p class="soft">{Describe(context)}</p>
            </header>
            {Facts(context, collector)}
            {Charts(context, collector)}
            {Strip(samples, ExtremeKind.Flagged, "Flagged", "The images farthest above the review threshold. All of them are in flagged.csv.", "margin")}
            {Strip(samples, ExtremeKind.Farthest, "Farthest from normal", "The images whose latent points lie farthest from the mean of the training set's. Look here for parts that the model has never seen the like of.", "distance")}
            {Strip(samples, ExtremeKind.Nearest, "Nearest to normal", "The images whose latent points lie nearest to the mean of the training set's: what the model takes for the most ordinary part.", "distance")}
            {Strip(samples, ExtremeKind.Highest, "Least likely", "The images with the highest negative log-likelihood (nll, in nats): what the model finds hardest to explain.", "nll")}
            {Strip(samples, ExtremeKind.Lowest, "Most likely", "The images with the lowest negative log-likelihood. A plain or empty picture often stands here, because a likelihood rewards simplicity; see to it that these are good parts.", "nll")}
            <footer>
            <p>Left picture: the image. Right picture: what is unusual where, by the model, on the line's fixed scale, with a ring around the peak.
            All numbers: <a href="{ExtremalReport.CsvFile}">{ExtremalReport.CsvFile}</a>. One content is shown once, however many files have it.</p>
            <p>Model <code>{context.Model.Sha256}</code> ({context.Model.Family}, {context.Calibration.Precision}), calibration <code>{context.Calibration.Id}</code>,
            run <code>{context.Run.Id}</code>. Written {Time(written)} by InspectFlow.</p>
            </footer>
            """));

    private static string Describe(ExtremalContext context)
    {
        var calibration = context.Calibration.Calibration;
        var reject = calibration.Reject is { } r ? FormattableString.Invariant($", reject above {Number(r.Value)} (percentile {r.Percentile:0.###})") : ", no reject threshold";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Run of {Time(context.Run.NominalAt)}. Decided by {ScoreTitles.Of(context.Calibration.Score)}: review above {Number(calibration.Review.Value)} (percentile {calibration.Review.Percentile:0.###}){reject}, calibrated on {calibration.Reference.Count:#,0} good images ({context.Calibration.Source}).");
    }

    private static Markup Facts(ExtremalContext context, ExtremalCollector collector) => Markup.Of(
        $"""
        <dl class="facts">
        <div><dt>images</dt><dd>{collector.Count:#,0}</dd></div>
        <div><dt>ok</dt><dd class="ok">{collector.Outcomes[Outcome.Ok]:#,0}</dd></div>
        <div><dt>review</dt><dd class="review">{collector.Outcomes[Outcome.Review]:#,0}</dd></div>
        <div><dt>reject</dt><dd class="reject">{collector.Outcomes[Outcome.Reject]:#,0}</dd></div>
        <div><dt>flagged</dt><dd>{Share(collector)}</dd></div>
        <div><dt>duplicates</dt><dd>{collector.Duplicates:#,0}</dd></div>
        <div><dt>unreadable</dt><dd>{context.Run.Unreadable:#,0}</dd></div>
        </dl>
        """);

    private static string Share(ExtremalCollector collector) => collector.Count == 0
        ? "none"
        : (100.0 * (collector.Count - collector.Outcomes[Outcome.Ok]) / collector.Count).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static Markup Charts(ExtremalContext context, ExtremalCollector collector)
    {
        var calibration = context.Calibration.Calibration;
        var thresholds = new List<ThresholdLine> { new(calibration.Review.Value, "review") };
        if (calibration.Reject is { } reject)
        {
            thresholds.Add(new(reject.Value, "reject"));
        }

        var histogram = new HistogramChart(
            collector.Scores, collector.Reference, thresholds, ScoreTitles.Of(context.Calibration.Score));
        var points = collector.Points();
        var shown = points.Sum(s => s.Points.Count);
        var scatter = new ScatterChart(points, "first principal component", "second principal component");
        return Markup.Of(
            $"""
            <div class="charts">
            <figure class="chart">{histogram.Draw()}
            <figcaption><span class="legends">
            <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" fill="var(--bar)"/></svg>this run ({collector.Scores.Total:#,0})</span>
            <span class="legend"><svg viewBox="0 0 14 14" aria-hidden="true"><path class="outline" d="M0 13H4V3H10V13H14"/></svg>calibration ({collector.Reference.Total:#,0})</span></span>
            Arrows count the images beyond the axis.
            </figcaption></figure>
            <figure class="chart">{scatter.Draw()}
            <figcaption><span class="legends">{Markup.Join(points.Select(Legend))}</span>
            Latent points on the training set's principal components{Sampled(shown, collector.Count)}.
            </figcaption></figure>
            </div>
            """);
    }

    private static Markup Legend(ScatterSeries series) => Markup.Of(
        $"""
        <span class="legend"><svg class="mark {series.Name}" viewBox="-7 -7 14 14" aria-hidden="true">{ScatterChart.Mark(series.Name)}</svg>{series.Name} ({series.Points.Count:#,0})</span>
        """);

    private static string Sampled(long shown, long count) =>
        shown < count ? string.Create(CultureInfo.InvariantCulture, $"; {shown:#,0} of {count:#,0} images, drawn at random, a third of them from the flagged") : string.Empty;

    private static Markup Strip(
        IReadOnlyList<ExtremalSample> samples, ExtremeKind kind, string title, string meaning, string measure)
    {
        var strip = samples.Where(s => s.Kind == kind).ToList();
        var content = strip.Count > 0
            ? Markup.Of($"""<div class="strip">{Markup.Join(strip.Select(s => Figure(s, measure)))}</div>""")
            : Markup.Of($"""<p class="soft">{(kind == ExtremeKind.Flagged ? "Nothing was flagged." : "None: the model gives no such number for this run's images.")}</p>""");
        return Markup.Of(
            $"""
            <section>
            <h2>{title}</h2>
            <p class="soft">{meaning}</p>
            {content}
            </section>
            """);
    }

    private static Markup Figure(ExtremalSample sample, string measure) => Markup.Of(
        $"""
        <figure>
        {Pictures(sample)}
        <figcaption>
        <span class="name" title="{sample.Row.Path}"><bdi>{sample.Row.Path}</bdi></span>
        <span class="number"><span>{sample.Rank}. {measure} {Number(sample.Value)}</span><span class="tag {sample.Row.Outcome}">{sample.Row.Outcome}</span></span>
        </figcaption>
        </figure>

        """);

    private static Markup Pictures(ExtremalSample sample)
    {
        if (sample is { PictureFile: null, MapFile: null })
        {
            return Markup.Of($"""<div class="pair single"><span class="none">no picture</span></div>""");
        }

        var single = sample.PictureFile is null || sample.MapFile is null ? " single" : string.Empty;
        return Markup.Of(
            $"""<div class="pair{single}">{Link(sample.PictureFile, sample.Row.Path)}{Link(sample.MapFile, "local map of " + sample.Row.Path)}</div>""");
    }

    private static Markup Link(string? file, string alt) => file is null
        ? default
        : Markup.Of($"""<a href="{file}"><img src="{file}" alt="{alt}" loading="lazy"></a>""");

    private static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(double value)
    {
        var text = Math.Abs(value) switch
        {
            double.PositiveInfinity => "∞",
            >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
            >= 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString("0.####", CultureInfo.InvariantCulture),
        };
        return text.Replace("-", "−", StringComparison.Ordinal);
    }
}
