namespace InspectFlow.Reporting.Html;

/// <summary>Text that is markup already and goes into a page as it stands. Everything else is escaped.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>Makes markup of a template: what stands between its braces is escaped unless it is markup itself.</summary>
    public static Markup Of(MarkupTemplate template) => new(template.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Text)));

    public override string ToString() => Text;
}
