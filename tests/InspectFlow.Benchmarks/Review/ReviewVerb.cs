using System.Globalization;
using InspectFlow.Benchmarks.Rows;
using InspectFlow.Reporting.Storage;
using InspectFlow.Review;

namespace InspectFlow.Benchmarks.Review;

/// <summary>
/// <c>review [--count N] [--out DIR]</c>: fills a database with N scored images, 200,000 by default, of which one in forty is flagged, and
/// measures the review site's pages over HTTP on this machine: median and 95 % quantile, warm, one request after another.
/// </summary>
internal static class ReviewVerb
{
    private const int Count = 200_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);

    public static int Run(string[] arguments)
    {
        var options = arguments.Chunk(2).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (!int.TryParse(options.GetValueOrDefault("--count", Count.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture, out var count) ||
            count <= 0 || count % RowGenerator.PerNight != 0)
        {
            Console.Error.WriteLine($"usage: review [--out DIR] [--count N], N a multiple of {RowGenerator.PerNight}");
            return 2;
        }

        var kept = options.GetValueOrDefault("--out");
        var folder = kept is null ? Directory.CreateTempSubdirectory("inspectflow-review-") : Directory.CreateDirectory(kept);
        try
        {
            MeasureAsync(Path.Combine(folder.FullName, "review.db"), count).GetAwaiter().GetResult();
            return 0;
        }
        finally
        {
            if (kept is null)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(string database, int count)
    {
        foreach (var stale in Directory.GetFiles(Path.GetDirectoryName(database)!, "review.db*"))
        {
            File.Delete(stale);
        }

        var clock = new NightClock(Start);
        using var store = InspectionStore.Open(database, clock);
        var rows = new ReviewRows(store, clock);
        while (rows.Count < count)
        {
            rows.AddNight();
        }

        rows.Judge();
        var flags = store.CountReview(rows.All, int.MaxValue);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count:N0} scored images, {flags:N0} in the queue, database {Directory.GetFiles(Path.GetDirectoryName(database)!, "review.db*").Sum(f => new FileInfo(f).Length) / 1048576.0:F0} MiB, {Environment.ProcessorCount} cores"));

        await using var site = ReviewSite.Create(
            new ReviewSiteOptions { Lines = [new(rows.Line.Id, rows.Line.Name, [])], Urls = ["http://127.0.0.1:0"] }, store, clock);
        await site.StartAsync(CancellationToken.None).ConfigureAwait(false);
        using var client = new HttpClient { BaseAddress = new(site.Addresses.Single()) };
        var open = store.ListReview(rows.All with { State = ReviewState.Open }, null, 200);
        var pages = new (string Name, Func<int, string> Address)[]
        {
            ("queue, first page", _ => "/"),
            ("queue, newest first", _ => "/?order=newest"),
            ("queue, a later page", n => $"/?after={open[n % open.Count].CaptureId}"),
            ("queue, a search", n => $"/?q={rows.Count - n}"),
            ("an item", n => $"/item/{open[n % open.Count].CaptureId}"),
            ("runs", _ => "/runs"),
            ("a run", _ => $"/run/{rows.Latest.Id}"),
            ("extremal samples", _ => $"/run/{rows.Latest.Id}/extremes"),
            ("thresholds", _ => "/line"),
        };
        Console.WriteLine($"{"page",-24}{"median",12}{"95 %",12}{"size",12}");
        foreach (var (name, address) in pages)
        {
            var time = await PageTime.OfAsync(client, name, address).ConfigureAwait(false);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{time.Page,-24}{time.MedianMilliseconds,9:F1} ms{time.P95Milliseconds,9:F1} ms{time.KiB,8:F0} KiB"));
        }

        await site.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
