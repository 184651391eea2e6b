using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Charts;

/// <summary>A row of small bars, one a run, the latest at the right and marked: how a number went, at a glance.</summary>
/// <param name="Values">The numbers, the earliest first; null for a run that has none.</param>
/// <param name="Labels">What each is, shown under the pointer.</param>
/// <param name="Slots">For how many bars there is room.</param>
/// <param name="Title">What the bars show, for those who hear it.</param>
internal sealed record TinyBars(IReadOnlyList<double?> Values, IReadOnlyList<string> Labels, int Slots, string Title)
{
    private const double Width = 5;
    private const double Height = 28;

    public Markup Draw()
    {
        var highest = Values.Max() is { } max and > 0 ? max : 1;
        return Markup.Of(
            $"""
            <svg class="tiny" viewBox="0 0 {Slots * Width} {Height + 1}" preserveAspectRatio="none" role="img" aria-label="{Title}"><path d="M0 {Height + 0.5}H{Slots * Width}"/>{Markup.Join(Values.Select((v, i) => Bar(v, i, highest)))}</svg>
            """);
    }

    private Markup Bar(double? value, int index, double highest)
    {
        var height = value is { } v ? Math.Max(v > 0 ? 1.5 : 0.5, v / highest * Height) : 0;
        var x = (Slots - Values.Count + index) * Width;
        var isLast = index == Values.Count - 1;
        return Markup.Of(
            $"""<rect{(isLast ? new Markup(" class=\"now\"") : default)} x="{x + 0.5}" y="{Height - height:0.##}" width="{Width - 1}" height="{height:0.##}"><title>{Labels[index]}</title></rect>""");
    }
}
