using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Charts;

/// <summary>Points on two axes. Kinds differ in shape as well as in colour, so that neither is needed to tell them apart.</summary>
/// <param name="Series">The points, the kind that should lie on top last.</param>
/// <param name="TitleX">The horizontal axis's title, with its unit.</param>
/// <param name="TitleY">The vertical axis's title, with its unit.</param>
internal sealed record ScatterChart(IReadOnlyList<ScatterSeries> Series, string TitleX, string TitleY)
{
    public Markup Draw()
    {
        var points = Series.SelectMany(s => s.Points).ToList();
        var (lowX, highX) = Range(points.Select(p => p.X));
        var (lowY, highY) = Range(points.Select(p => p.Y));
        var plot = new PlotArea(lowX, highX, lowY, highY);
        var content = Series.Select(s => Markup.Of(
            $"""<g class="points {s.Name}">{Markup.Join(s.Points.Select(p => Point(plot, s.Name, p)))}</g>"""));
        return plot.Draw($"{TitleY} over {TitleX}", TitleX, TitleY, Markup.Join(content), kind: "plot scatter");
    }

    /// <summary>The mark of a kind, centred on the origin.</summary>
    public static Markup Mark(string kind) => kind switch
    {
        "ok" => Markup.Of($"""<circle r="2.4"/>"""),
        _ => Markup.Of($"""<path d="{Path(kind)}"/>"""),
    };

    private static string Path(string kind) => kind is "review" ? "M0-4.8 4.4 3.2H-4.4Z" : "M0-5 5 0 0 5-5 0Z";

    // Thousands of points: what is common stands in the series, and a point has no element more than it needs.
    private static Markup Point(PlotArea plot, string kind, ScatterPoint point)
    {
        var (x, y) = (plot.X(point.X), plot.Y(point.Y));
        var mark = kind switch
        {
            "ok" => Markup.Of($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="2.4"><title>{point.Label}</title></circle>"""),
            _ => Markup.Of($"""<path transform="translate({x:0.#} {y:0.#})" d="{Path(kind)}"><title>{point.Label}</title></path>"""),
        };
        return point.Link is null ? mark : Markup.Of($"""<a href="{point.Link}">{mark}</a>""");
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            return (-1, 1);
        }

        var margin = (high - low) * 0.04;
        return (low - margin, high + margin);
    }
}
