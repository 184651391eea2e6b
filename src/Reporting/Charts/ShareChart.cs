using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Charts;

/// <summary>
/// The share of flagged images run by run, rejected ones below and those to review above them, with the share that the review percentile
/// leads to expect of good parts alone.
/// </summary>
/// <param name="Points">The runs, the earliest first; at least one.</param>
/// <param name="Expected">The share expected of good parts alone, in percent; null draws no line.</param>
internal sealed record ShareChart(IReadOnlyList<SharePoint> Points, double? Expected)
{
    public Markup Draw()
    {
        var axis = new NightAxis([.. Points.Select(p => p.At)]);
        var highest = Math.Max(Points.Max(p => (p.Review ?? 0) + (p.Reject ?? 0)), Math.Max(Expected ?? 0, 0.1));
        var plot = new PlotArea(axis.Low, axis.High, 0, highest * 1.12);
        var content = Markup.Of(
            $"""
            <g class="shares">{Markup.Join(Points.Select((p, i) => Bars(plot, p, i)))}</g>
            {Line(plot)}
            """);
        return plot.Draw($"Share of flagged images over {Points.Count} runs", "scheduled for, UTC", "share of images, %", content, axis.Ticks);
    }

    private static Markup Bars(PlotArea plot, SharePoint point, int index)
    {
        var width = Math.Clamp((plot.X(1) - plot.X(0)) * 0.7, 3, 30);
        var x = plot.X(index) - (width / 2);
        if (point is not { Review: { } review, Reject: { } reject })
        {
            return Markup.Of($"""<text x="{plot.X(index):0.#}" y="{PlotArea.InnerBottom - 4}" text-anchor="middle">–<title>{point.Label}</title></text>""");
        }

        var (floor, middle, top) = (plot.Y(0), plot.Y(reject), plot.Y(reject + review));
        return Markup.Of(
            $"""
            <g><title>{point.Label}</title>{Bar("reject", x, middle, width, floor - middle)}{Bar("review", x, top, width, middle - top)}</g>
            """);
    }

    private static Markup Bar(string kind, double x, double y, double width, double height) => height <= 0
        ? default
        : Markup.Of($"""<rect class="{kind}" x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.##}"/>""");

    private Markup Line(PlotArea plot) => Expected is not { } expected
        ? default
        : Markup.Of($"""<path class="expected" d="M{PlotArea.InnerLeft} {plot.Y(expected):0.#}H{PlotArea.InnerRight}"/>""");
}
