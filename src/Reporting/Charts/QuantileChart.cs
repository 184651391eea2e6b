using InspectFlow.Reporting.Html;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Charts;

/// <summary>
/// The quantiles of a score run by run: a thin line from 5 to 95 %, a box from 25 to 75 %, a dot at the median, over the band in which the
/// calibration's good images lie. A median outside the band is a diamond with a mark above it.
/// </summary>
/// <param name="Points">The runs, the earliest first; at least one.</param>
/// <param name="ScoreTitle">The score's name and unit.</param>
internal sealed record QuantileChart(IReadOnlyList<QuantilePoint> Points, string ScoreTitle)
{
    private const double Margin = 0.06;

    public Markup Draw()
    {
        var axis = new NightAxis([.. Points.Select(p => p.At)]);
        var values = Points.SelectMany(p => Ends(p.Night).Concat(Ends(p.Band))).DefaultIfEmpty(0).ToList();
        var margin = (values.Max() - values.Min()) * Margin;
        var plot = new PlotArea(axis.Low, axis.High, values.Min() - margin, values.Max() + margin);
        var medians = Points.Select((p, i) => (p, i)).Where(p => p.p.Night is not null)
            .Select(p => FormattableString.Invariant($"{plot.X(p.i):0.#},{plot.Y(p.p.Night!.P50):0.#}"));
        var content = Markup.Of(
            $"""
            <g class="band">{Markup.Join(Points.Select((p, i) => Band(plot, axis, p.Band, i)))}</g>
            <polyline class="medians" points="{string.Join(' ', medians)}"/>
            <g class="quantiles">{Markup.Join(Points.Select((p, i) => Box(plot, p, i)))}</g>
            """);
        return plot.Draw($"Quantiles of {ScoreTitle} over {Points.Count} runs", "scheduled for, UTC", ScoreTitle, content, axis.Ticks);
    }

    private static IEnumerable<double> Ends(Quantiles? q) => q is null ? [] : [q.P5, q.P95];

    private static Markup Band(PlotArea plot, NightAxis axis, Quantiles? band, int index)
    {
        if (band is null)
        {
            return default;
        }

        // The first run's band reaches to the axis, so that it is seen where there is one run only.
        var left = plot.X(index == 0 ? axis.Low : index - 0.5);
        var right = plot.X(index + 0.5);
        var (top, middle, bottom) = (plot.Y(band.P95), plot.Y(band.P50), plot.Y(band.P5));
        return Markup.Of(
            $"""
            <rect x="{left:0.#}" y="{top:0.#}" width="{Math.Min(right, PlotArea.InnerRight) - left:0.#}" height="{Math.Max(1, bottom - top):0.#}"/><path d="M{left:0.#} {top:0.#}H{right:0.#}M{left:0.#} {middle:0.#}H{right:0.#}M{left:0.#} {bottom:0.#}H{right:0.#}"/>
            """);
    }

    private static Markup Box(PlotArea plot, QuantilePoint point, int index)
    {
        if (point.Night is not { } q)
        {
            return default;
        }

        var x = plot.X(index);
        var width = Math.Clamp((plot.X(1) - plot.X(0)) * 0.55, 3, 16);
        var (high, low) = (plot.Y(q.P75), plot.Y(q.P25));
        var label = $"{Numbers.ShortTime(point.At)}, {Numbers.Count(q.Count, "image", "images")}: 5 % {Numbers.Of(q.P5)}, 25 % {Numbers.Of(q.P25)}, median {Numbers.Of(q.P50)}, 75 % {Numbers.Of(q.P75)}, 95 % {Numbers.Of(q.P95)}"
            + (point.IsAlarm ? ". The median is outside the band." : string.Empty);
        return Markup.Of(
            $"""
            <g{(point.IsAlarm ? new Markup(" class=\"alarm\"") : default)}><title>{label}</title><path d="M{x:0.#} {plot.Y(q.P5):0.#}V{plot.Y(q.P95):0.#}"/><rect x="{x - (width / 2):0.#}" y="{high:0.#}" width="{width:0.#}" height="{Math.Max(1, low - high):0.#}"/>{Median(plot, point, x, q.P50)}</g>
            """);
    }

    private static Markup Median(PlotArea plot, QuantilePoint point, double x, double median) => point.IsAlarm
        ? Markup.Of($"""<path class="out" transform="translate({x:0.#} {plot.Y(median):0.#})" d="M0-6 6 0 0 6-6 0Z"/><text x="{x:0.#}" y="{PlotArea.InnerTop - 6}" text-anchor="middle">!</text>""")
        : Markup.Of($"""<circle cx="{x:0.#}" cy="{plot.Y(median):0.#}" r="2.6"/>""");
}
