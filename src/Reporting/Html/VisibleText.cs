using System.Buffers;
using System.Globalization;

namespace InspectFlow.Reporting.Html;

/// <summary>
/// Shows names of files as they are: what a browser would swallow or obey (line ends and other control characters, marks that turn the
/// direction of writing) becomes a visible sign. Markup is taken care of where pages are made.
/// </summary>
public static class VisibleText
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';

    // Direction marks, embeddings, overrides and isolates; line and paragraph separator.
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        "\u200E\u200F\u061C\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>Makes hidden characters visible.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, the same where nothing in it is hidden.</returns>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(IsHidden) ? string.Concat(text.Select(Sign)) : text;
    }

    private static bool IsHidden(char c) => char.IsControl(c) || Hidden.Contains(c);

    private static string Sign(char c) => c switch
    {
        < ' ' => ((char)(ControlPictures + c)).ToString(),
        '\u007F' => DeletePicture.ToString(),
        _ when IsHidden(c) => string.Create(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]"),
        _ => c.ToString(),
    };
}
