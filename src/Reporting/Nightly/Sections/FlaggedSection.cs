using System.Globalization;
using InspectFlow.Reporting.Charts;
using InspectFlow.Reporting.Html;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The flagged images, a card each. Cards have fixed boxes, so that hundreds are laid out only as they come into view.</summary>
internal static class FlaggedSection
{
    // Between upright and two to one boxes follow the line's pictures; wider ones stand under each other.
    private const double Narrowest = 0.7;
    private const double Widest = 3.2;
    private const double Wide = 1.9;

    public static Markup Draw(NightReport report, IReadOnlyList<NightItem> items)
    {
        var total = report.Images.Flagged;
        if (items.Count == 0)
        {
            var nothing = report.Images.Count == 0 ? "There was nothing to flag." : "Nothing was flagged.";
            return Markup.Of(
                $"""
                <section id="flagged"><h2>Flagged</h2>
                <p class="soft">{(total > 0 ? $"{Numbers.Count(total)} images are flagged; this report is set to show none of them. They are in {ReportFiles.Flagged}." : nothing)}</p></section>
                """);
        }

        var shown = items.Count < total
            ? $"The worst {Numbers.Count(items.Count)} of {Numbers.Count(total)}; all are in "
            : "All of them, the worst first; as a table in ";
        var shots = Shots(items, report.Legend);
        var aspect = Aspect(items);
        return Markup.Of(
            $"""
            <section id="flagged" class="cards-of-{shots.Count}{(aspect > Wide ? " wide" : string.Empty)}" style="--aspect:{aspect:0.###}">
            <h2>Flagged</h2>
            <p class="soft">{shown}<a href="{ReportFiles.Flagged}">{ReportFiles.Flagged}</a>. A picture opens as large as it is kept. The percentile is the share of good images that score below. Maps are clear up to the lowest number of their scale, which stands below each, and hottest from the highest; a ring marks the peak.</p>
            {MapScaleBar.Draw(report.Legend)}
            <div class="cards">
            {Markup.Join(items.Select(i => Card(report, i, shots)))}</div>
            </section>
            """);
    }

    // The same pictures on every card, so that cards line up: those that at least one of them has.
    private static List<Shot> Shots(IReadOnlyList<NightItem> items, MapLegend? legend)
    {
        var shots = new List<Shot> { new("image", p => p.Thumbnail, p => p.Full, _ => "image") };
        if (items.Any(i => i.Pictures.Good is not null))
        {
            shots.Add(new("good", p => p.Good?.Picture, p => p.Good?.Picture, p => p.Good is { } good
                ? string.Create(CultureInfo.InvariantCulture, $"nearest good, r = {Math.Floor(good.Correlation * 1000) / 1000:0.000}")
                : "nearest good"));
        }

        if (items.Any(i => i.Pictures.Map is not null))
        {
            shots.Add(new("map", p => p.Map, p => p.Map, _ => "map") { Legend = p => Legend(legend, p) });
        }

        if (items.Any(i => i.Pictures.Crop is not null))
        {
            shots.Add(new("peak", p => p.Crop, p => p.Crop, _ => "peak"));
        }

        return shots;
    }

    private static double Aspect(IReadOnlyList<NightItem> items)
    {
        var sorted = items.Select(i => (double)i.Row.Width / i.Row.Height).Order().ToList();
        return Math.Clamp(sorted[sorted.Count / 2], Narrowest, Widest);
    }

    private static Markup Card(NightReport report, NightItem item, List<Shot> shots)
    {
        var row = item.Row;
        var name = VisibleText.Of(row.Path);
        return Markup.Of(
            $"""
            <article class="card" id="{item.Anchor}"><div class="shots">{Markup.Join(shots.Select(s => Draw(s, item, name)))}</div>
            <h3><span class="tag {row.Outcome}"><svg viewBox="-7 -7 14 14" aria-hidden="true">{ScatterChart.Mark(row.Outcome)}</svg>{row.Outcome}</span> <bdi>{name}</bdi></h3>
            <dl><div><dt>score</dt><dd>{Numbers.Of(row.Value(row.DecidingScore))}</dd></div><div><dt>percentile</dt><dd>{Percentile(report, row)}</dd></div><div><dt>margin</dt><dd>{(row.Margin is { } margin ? Numbers.Signed(margin) : "–")}</dd></div></dl>
            <p>{item.Rank}. {Details(row)}</p></article>

            """);
    }

    private static Markup Draw(Shot shot, NightItem item, string name)
    {
        var file = shot.File(item.Pictures);
        var label = shot.Label(item.Pictures);
        return file is null
            ? Markup.Of($"""<span class="none">no {label}</span>""")
            : Markup.Of($"""<a class="{shot.Kind}" href="{shot.Large(item.Pictures) ?? file}"><img src="{file}" alt="{label} of {name}" loading="lazy" decoding="async"><span>{label}{shot.Legend(item.Pictures)}</span></a>""");
    }

    private static Markup Legend(MapLegend? legend, ItemPictures pictures) => legend is not null && (pictures.Scale ?? legend.Scale) is { } scale
        ? Markup.Of($""" {Numbers.Of(scale.Low)} <i class="heat"></i> {Numbers.Of(scale.High)}""")
        : default;

    private static string Percentile(NightReport report, InspectionRow row)
    {
        var count = report.Calibration.Calibration.Reference.Count;
        return row.Percentile is not { } percentile ? "–"
            : percentile >= 100.0 * count / (count + 1) ? "above all"
            : percentile.ToString("0.0#", CultureInfo.InvariantCulture);
    }

    private static string Details(InspectionRow row)
    {
        var details = new List<string>();
        Add("part", row.Part);
        Add("lot", row.Lot);
        Add("serial", row.Serial);
        Add("station", row.Station);
        Add("view", row.View);
        details.Add($"{Numbers.ShortTime(row.ModifiedAt)} UTC");
        details.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Width} × {row.Height}"));
        Add("tiles", row.Tiles?.ToString(CultureInfo.InvariantCulture));
        if (row.IsDuplicate)
        {
            details.Add("a copy of another file");
        }

        if (row.Reason is { } reason)
        {
            details.Add(VisibleText.Of(reason));
        }

        return string.Join(" · ", details);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                details.Add($"{name} {VisibleText.Of(value)}");
            }
        }
    }

    private sealed record Shot(string Kind, Func<ItemPictures, string?> File, Func<ItemPictures, string?> Large, Func<ItemPictures, string> Label)
    {
        public Func<ItemPictures, Markup> Legend { get; init; } = _ => default;
    }
}
