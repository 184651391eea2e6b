using System.Text.Json;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Rows;

/// <summary>
/// <c>rows --count N --out DIR</c>: fills a store with N scored images and measures what it costs to add to it, to
/// export it and to ask it, at a tenth of N and at N. Prints a table and writes <c>rows.json</c>.
/// </summary>
internal static class RowsVerb
{
    private const string ResultFile = "rows.json";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static int Run(string[] arguments)
    {
        var (folder, count) = RowsArguments.Read(arguments);
        if (folder is null || count <= 0 || count % (10 * InsertionTimes.Step) != 0)
        {
            Console.Error.WriteLine($"usage: rows --out DIR [--count N], N a multiple of {10 * InsertionTimes.Step}");
            return 2;
        }

        Directory.CreateDirectory(folder);
        var database = Path.Combine(folder, "rows.db");
        foreach (var stale in Directory.GetFiles(folder, "rows.db*"))
        {
            File.Delete(stale);
        }

        var clock = new NightClock(Start);
        using var store = InspectionStore.Open(database, clock);
        var rows = new RowGenerator(store, clock);
        var measurements = new List<RowsMeasurement>();
        var insertion = new InsertionTimes(rows);
        foreach (var size in new[] { count / 10, count })
        {
            insertion.FillTo(size);
            measurements.Add(RowsMeasurement.Of(store, rows, folder));
        }

        var report = new RowsReport(measurements, insertion.Steps);
        File.WriteAllText(Path.Combine(folder, ResultFile), JsonSerializer.Serialize(report, Json));
        report.Write(Console.Out);
        return 0;
    }
}
