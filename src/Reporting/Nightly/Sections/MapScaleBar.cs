using InspectFlow.Reporting.Html;

namespace InspectFlow.Reporting.Nightly;

/// <summary>The legend of the maps: their colours with numbers and unit.</summary>
internal static class MapScaleBar
{
    private const int Steps = 5;

    public static Markup Draw(MapLegend? legend)
    {
        if (legend is null)
        {
            return Markup.Of($"""<p class="soft">This model has no local maps, so it cannot show where an image is unusual.</p>""");
        }

        var scale = legend.Scale;
        var numbers = Enumerable.Range(0, Steps).Select(i => Numbers.Of(scale.Low + ((scale.High - scale.Low) * i / (Steps - 1))));
        return Markup.Of(
            $"""
            <div class="scale"><span>map: {legend.Meaning}, {legend.Unit}</span><div><div class="heat"></div><div class="numbers">{Markup.Join(numbers.Select(n => Markup.Of($"<span>{n}</span>")))}</div></div></div>
            """);
    }
}
