using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The images at the ends of the run's two orders.</summary>
internal static class ExtremesSection
{
    public static Markup Draw(NightReport report, IReadOnlyList<ExtremalSample> samples, IReadOnlyDictionary<string, NightItem> cards) => Markup.Of(
        $"""
        <section id="extremes">
        <h2>Extremal samples</h2>
        <p class="soft">What stands at the ends, flagged or not; a content once at each end, however many files have it. As a table in <a href="{ReportFiles.Extremal}">{ReportFiles.Extremal}</a>.</p>
        {Strip(report, samples, cards, ExtremeKind.Farthest, "Farthest from normal", "Latent points farthest from the mean of the training set's: parts that the model has never seen the like of.", "distance")}
        {Strip(report, samples, cards, ExtremeKind.Nearest, "Nearest to normal", "Latent points nearest to that mean: what the model takes for the most ordinary part.", "distance")}
        {Strip(report, samples, cards, ExtremeKind.Highest, "Least likely", "The highest negative log-likelihood (nll, in nats): what the model finds hardest to explain.", "nll")}
        {Strip(report, samples, cards, ExtremeKind.Lowest, "Most likely", "The lowest negative log-likelihood. A plain or empty picture often stands here, because a likelihood rewards simplicity; see to it that these are good parts.", "nll")}
        </section>
        """);

    private static Markup Strip(
        NightReport report,
        IReadOnlyList<ExtremalSample> samples,
        IReadOnlyDictionary<string, NightItem> cards,
        ExtremeKind kind,
        string title,
        string meaning,
        string measure)
    {
        var strip = samples.Where(s => s.Kind == kind).ToList();
        var none = report.Images.Count == 0 ? $"None: this {report.Options.RunNoun} has no images." : "None: the model gives no such number for these images.";
        return Markup.Of(
            $"""
            <h3>{title}</h3>
            <p class="soft">{meaning}</p>
            {(strip.Count > 0 ? Markup.Of($"""<div class="strip">{Markup.Join(strip.Select(s => Figure(s, measure, cards)))}</div>""") : Markup.Of($"""<p>{none}</p>"""))}
            """);
    }

    private static Markup Figure(ExtremalSample sample, string measure, IReadOnlyDictionary<string, NightItem> cards)
    {
        var name = VisibleText.Of(sample.Row.Path);
        var tag = Markup.Of($"""<span class="tag {sample.Row.Outcome}"><svg viewBox="-7 -7 14 14" aria-hidden="true">{ScatterChart.Mark(sample.Row.Outcome)}</svg>{sample.Row.Outcome}</span>""");
        return Markup.Of(
            $"""
            <figure>{Pictures(sample, name)}<figcaption><span class="name" title="{name}"><bdi>{name}</bdi></span>
            <span class="number"><span>{sample.Rank}. {measure} {Numbers.Of(sample.Value)}</span>{(cards.TryGetValue(sample.Row.ContentHash, out var card) ? Markup.Of($"""<a href="#{card.Anchor}">{tag}</a>""") : tag)}</span></figcaption></figure>

            """);
    }

    private static Markup Pictures(ExtremalSample sample, string name)
    {
        if (sample is { PictureFile: null, MapFile: null })
        {
            return Markup.Of($"""<div class="pair single"><span class="none">no picture</span></div>""");
        }

        var single = sample.PictureFile is null || sample.MapFile is null ? " single" : string.Empty;
        return Markup.Of(
            $"""<div class="pair{single}">{Link(sample.PictureFile, sample.FullFile, name)}{Link(sample.MapFile, null, "local map of " + name)}</div>""");
    }

    private static Markup Link(string? file, string? full, string alt) => file is null
        ? default
        : Markup.Of($"""<a href="{full ?? file}"><img src="{file}" alt="{alt}" loading="lazy" decoding="async"></a>""");
}
