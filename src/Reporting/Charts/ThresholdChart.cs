using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Charts;

/// <summary>
/// The share of images that each of several thresholds would have flagged, with the share that it stands for on good parts alone, and
/// the thresholds in force.
/// </summary>
/// <param name="Points">The thresholds, the lowest first; at least one.</param>
/// <param name="Thresholds">Those in force.</param>
/// <param name="ScoreTitle">The score's name and unit.</param>
internal sealed record ThresholdChart(IReadOnlyList<ThresholdPoint> Points, IReadOnlyList<ThresholdLine> Thresholds, string ScoreTitle)
{
    public Markup Draw()
    {
        var highest = Points.Max(p => Math.Max(p.Flagged, p.Expected));
        var margin = (Points.Max(p => p.Value) - Points.Min(p => p.Value)) * 0.04;
        var plot = new PlotArea(Points.Min(p => p.Value) - margin, Points.Max(p => p.Value) + margin, 0, Math.Max(0.1, highest * 1.12));
        var content = Markup.Of(
            $"""
            <path class="expected" d="{Path(plot, p => p.Expected)}"/>
            {Markup.Join(Thresholds.Select((t, i) => Line(plot, t, i)))}
            <g class="effect"><path d="{Path(plot, p => p.Flagged)}"/>{Markup.Join(Points.Select(p => Dot(plot, p)))}</g>
            """);
        return plot.Draw("Share of images that each threshold would have flagged", "threshold on " + ScoreTitle, "share of images, %", content);
    }

    private string Path(PlotArea plot, Func<ThresholdPoint, double> share) => string.Concat(Points.Select((p, i) =>
        FormattableString.Invariant($"{(i == 0 ? 'M' : 'L')}{plot.X(p.Value):0.#} {plot.Y(share(p)):0.#}")));

    private static Markup Dot(PlotArea plot, ThresholdPoint point) => Markup.Of(
        $"""<circle cx="{plot.X(point.Value):0.#}" cy="{plot.Y(point.Flagged):0.#}" r="3.5"><title>{point.Label}</title></circle>""");

    private static Markup Line(PlotArea plot, ThresholdLine threshold, int index)
    {
        var x = plot.X(threshold.Value);
        var isLeft = x > PlotArea.InnerRight - 60;

        // Two thresholds near each other are named one above the other.
        return Markup.Of($"""
            <g class="threshold {threshold.Label}"><line x1="{x:0.##}" x2="{x:0.##}" y1="{PlotArea.InnerTop - 6}" y2="{PlotArea.InnerBottom}"/>
            <text x="{(isLeft ? x - 5 : x + 5):0.##}" y="{PlotArea.InnerTop + 4 + (index * 15)}" text-anchor="{(isLeft ? "end" : "start")}">{threshold.Label}</text></g>
            """);
    }
}
