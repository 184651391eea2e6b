using InspectFlow.Reporting.Html;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Charts;

/// <summary>
/// Two histograms of the same bins, the run's as bars and the calibration's as an outline, each in percent of its own
/// images, with the thresholds. What lies outside the range stands in the outermost bins' neighbours, marked by arrows.
/// </summary>
/// <param name="Run">The run's scores.</param>
/// <param name="Reference">The calibration's scores, over the same bins.</param>
/// <param name="Thresholds">The thresholds.</param>
/// <param name="ScoreTitle">The score's name and unit.</param>
internal sealed record HistogramChart(
    Histogram Run, Histogram Reference, IReadOnlyList<ThresholdLine> Thresholds, string ScoreTitle)
{
    public Markup Draw()
    {
        var bins = Run.Counts.Count;
        var width = (Run.High - Run.Low) / bins;
        var (run, reference) = (Shares(Run), Shares(Reference));
        var highest = Math.Max(run.Max(), Math.Max(reference.Max(), 1e-9));

        // One bin more on either side for what lies outside.
        var plot = new PlotArea(Run.Low - width, Run.High + width, 0, highest * 1.08);
        var bars = run.Select((share, i) => Bar(plot, Run.Low + ((i - 1) * width), width, share, i));
        var shown = Thresholds.Where(t => t.Value >= Run.Low - width && t.Value <= Run.High + width).OrderBy(t => t.Value).ToList();
        var content = Markup.Of(
            $"""
            <g class="bars">{Markup.Join(bars)}</g>
            <path class="outline" d="{Outline(plot, reference, width)}"/>
            {Markup.Join(shown.Select((t, i) => Line(plot, t, i, shown.Count)))}
            {Beyond(plot, Run.Underflow, Run.Low - (width / 2), run[0], "←")}
            {Beyond(plot, Run.Overflow, Run.High + (width / 2), run[^1], "→")}
            """);
        return plot.Draw("Histogram of " + ScoreTitle, ScoreTitle, "share of images, %", content);
    }

    private static double[] Shares(Histogram histogram)
    {
        var total = Math.Max(1, histogram.Total - histogram.NotANumber);
        return [.. histogram.Counts.Prepend(histogram.Underflow).Append(histogram.Overflow).Select(c => 100.0 * c / total)];
    }

    private Markup Bar(PlotArea plot, double low, double width, double share, int index)
    {
        if (share <= 0)
        {
            return default;
        }

        // Rare images are what the reader looks for: a bar is never thinner than a pixel and a half.
        var height = Math.Max(1.5, PlotArea.InnerBottom - plot.Y(share));
        var (x, right) = (plot.X(low), plot.X(low + width));
        return Markup.Of($"""
            <rect x="{x + 0.5:0.##}" y="{PlotArea.InnerBottom - height:0.##}" width="{Math.Max(0.5, right - x - 1):0.##}" height="{height:0.##}"><title>{Label(index, low, width, share)}</title></rect>
            """);
    }

    private string Label(int index, double low, double width, double share)
    {
        var (place, count) = index == 0 ? ($"below {Numbers.Of(Run.Low)}", Run.Underflow)
            : index > Run.Counts.Count ? ($"above {Numbers.Of(Run.High)}", Run.Overflow)
            : ($"{Numbers.Of(low)} to {Numbers.Of(low + width)}", Run.Counts[index - 1]);
        return $"{place}: {Numbers.Count(count, "image", "images")}, {Numbers.Percent(share)}";
    }

    private string Outline(PlotArea plot, double[] shares, double width)
    {
        var path = FormattableString.Invariant($"M{plot.X(Run.Low - width):0.##} {plot.Y(0):0.##}");
        for (var i = 0; i < shares.Length; i++)
        {
            var low = Run.Low + ((i - 1) * width);
            path += FormattableString.Invariant($"V{plot.Y(shares[i]):0.##}H{plot.X(low + width):0.##}");
        }

        return path + FormattableString.Invariant($"V{plot.Y(0):0.##}");
    }

    private static Markup Line(PlotArea plot, ThresholdLine threshold, int index, int count)
    {
        var x = plot.X(threshold.Value);

        // The first of two is labelled on its left, so that the second line does not run through its name.
        var isLeft = x > PlotArea.InnerRight - 90 || (index == 0 && count > 1 && x > PlotArea.InnerLeft + 60);
        return Markup.Of($"""
            <g class="threshold {threshold.Label}"><line x1="{x:0.##}" x2="{x:0.##}" y1="{PlotArea.InnerTop - 6}" y2="{PlotArea.InnerBottom}"/>
            <text x="{(isLeft ? x - 5 : x + 5):0.##}" y="{PlotArea.InnerTop + 4}" text-anchor="{(isLeft ? "end" : "start")}">{threshold.Label}</text></g>
            """);
    }

    private static Markup Beyond(PlotArea plot, long count, double at, double share, string arrow) => count == 0
        ? default
        : Markup.Of($"""<text class="beyond" x="{plot.X(at):0.##}" y="{plot.Y(share) - 5:0.##}" text-anchor="middle">{arrow}{count:#,0}</text>""");
}
