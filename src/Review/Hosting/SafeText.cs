using System.Text;

namespace InspectFlow.Review;

/// <summary>What people type, made fit to be stored.</summary>
internal static class SafeText
{
    /// <summary>Gives a text of one line: control characters and runs of white space become one space, and what is too long is cut.</summary>
    /// <returns>The text, or null when nothing is left.</returns>
    public static string? Line(string? text, int maxLength) => Clean(text, maxLength, keepLines: false);

    /// <summary>Gives a text of several lines, without other control characters.</summary>
    /// <returns>The text, or null when nothing is left.</returns>
    public static string? Lines(string? text, int maxLength) => Clean(text, maxLength, keepLines: true);

    private static string? Clean(string? text, int maxLength, bool keepLines)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            var isEnd = rune.Value is '\n';
            if (keepLines && isEnd)
            {
                clean.Append('\n');
            }
            else if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune))
            {
                clean.Append(rune);
            }
            else if (clean.Length > 0 && clean[^1] is not (' ' or '\n') && rune.Value is not '\r')
            {
                clean.Append(' ');
            }

            if (clean.Length >= maxLength)
            {
                break;
            }
        }

        var result = clean.ToString().Trim();
        return result.Length > 0 ? result : null;
    }
}
