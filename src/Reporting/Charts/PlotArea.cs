using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Charts;

/// <summary>
/// The frame of a chart: two straight axes with ticks, grid and titles in an SVG whose colours are the page's style
/// variables, so that it follows the page into dark mode and onto paper.
/// </summary>
internal sealed class PlotArea
{
    public const double Width = 560;
    public const double Height = 360;
    private const double Left = 74;
    private const double Right = 16;
    private const double Top = 28;
    private const double Bottom = 52;
    private readonly double lowX;
    private readonly double highX;
    private readonly double lowY;
    private readonly double highY;

    public PlotArea(double lowX, double highX, double lowY, double highY)
    {
        (this.lowX, this.highX) = Widen(lowX, highX);
        (this.lowY, this.highY) = Widen(lowY, highY);
    }

    public static double InnerTop => Top;

    public static double InnerLeft => Left;

    public static double InnerBottom => Height - Bottom;

    public static double InnerRight => Width - Right;

    public double X(double value) => Left + ((value - lowX) / (highX - lowX) * (Width - Left - Right));

    public double Y(double value) => Height - Bottom - ((value - lowY) / (highY - lowY) * (Height - Top - Bottom));

    /// <summary>Draws the frame around <paramref name="content"/>.</summary>
    /// <param name="title">What the chart shows, for those who hear it.</param>
    /// <param name="titleX">The horizontal axis's title, with its unit.</param>
    /// <param name="titleY">The vertical axis's title, with its unit.</param>
    /// <param name="content">What is drawn over the grid.</param>
    /// <param name="named">Names along the horizontal axis, in place of numbers.</param>
    /// <param name="kind">The chart's style class.</param>
    public Markup Draw(
        string title, string titleX, string titleY, Markup content, IReadOnlyList<(double At, string Label)>? named = null, string kind = "plot")
    {
        var round = AxisTicks.Between(lowX, highX);
        var ticksX = named ?? [.. round.Values.Select(v => (v, round.Label(v)))];
        var ticksY = AxisTicks.Between(lowY, highY);
        return Markup.Of(
            $"""
            <svg class="{kind}" viewBox="0 0 {Width} {Height}" role="img" aria-label="{title}">
            <g class="grid">
            {Markup.Join(ticksX.Select(t => Markup.Of($"""<line x1="{X(t.At):0.##}" x2="{X(t.At):0.##}" y1="{Top}" y2="{Height - Bottom}"/>""")))}
            {Markup.Join(ticksY.Values.Select(v => Markup.Of($"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(v):0.##}" y2="{Y(v):0.##}"/>""")))}
            </g>
            {content}
            <g class="axis">
            <line x1="{Left}" x2="{Width - Right}" y1="{Height - Bottom}" y2="{Height - Bottom}"/>
            <line x1="{Left}" x2="{Left}" y1="{Top}" y2="{Height - Bottom}"/>
            {Markup.Join(ticksX.Select(t => Markup.Of($"""<text x="{X(t.At):0.##}" y="{Height - Bottom + 18}" text-anchor="middle">{t.Label}</text>""")))}
            {Markup.Join(ticksY.Values.Select(v => Markup.Of($"""<text x="{Left - 8}" y="{Y(v) + 4:0.##}" text-anchor="end">{ticksY.Label(v)}</text>""")))}
            <text class="title" x="{(Left + Width - Right) / 2}" y="{Height - 10}" text-anchor="middle">{titleX}</text>
            <text class="title" transform="rotate(-90)" x="{-(Top + Height - Bottom) / 2}" y="14" text-anchor="middle">{titleY}</text>
            </g>
            </svg>
            """);
    }

    private static (double Low, double High) Widen(double low, double high)
    {
        if (low < high)
        {
            return (low, high);
        }

        var half = Math.Max(0.5, Math.Abs(low) * 0.01);
        return (low - half, low + half);
    }
}
