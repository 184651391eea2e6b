namespace InspectFlow.Jobs.Console;

/// <summary>Columns of text, aligned by spaces, that stay readable in a log file.</summary>
internal static class PlainTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="header">The columns' names.</param>
    /// <param name="rows">The rows, each with as many cells as there are columns.</param>
    public static void Write(TextWriter writer, string[] header, IReadOnlyCollection<string[]> rows)
    {
        var widths = header.Select((name, i) => rows.Select(r => r[i].Length).Append(name.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(header))
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }
}
