using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace InspectFlow.Reporting.Html;

/// <summary>The template behind <see cref="Markup.Of"/>: escaping is what happens unless somebody says otherwise.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupTemplate(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(Markup value) => text.Append(value.Text);

    public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => text.ToString();
}
