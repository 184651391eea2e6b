using System.Globalization;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>The arguments <c>--out DIR</c> and <c>--count N</c>.</summary>
internal static class RowsArguments
{
    /// <summary>Reads them; a folder of null or a count of 0 stands for one that cannot be used. Count is a million by default.</summary>
    public static (string? Folder, int Count) Read(string[] arguments)
    {
        var options = arguments.Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var isNumber = int.TryParse(options.GetValueOrDefault("--count", "1000000"), CultureInfo.InvariantCulture, out var count);
        return (options.GetValueOrDefault("--out"), isNumber ? count : 0);
    }
}
