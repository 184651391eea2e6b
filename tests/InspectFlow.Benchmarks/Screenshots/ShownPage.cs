using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Screenshots;

/// <summary>A page to take a picture of.</summary>
/// <param name="Name">The picture's name.</param>
/// <param name="Address">The page.</param>
/// <param name="IsInReadme">Whether the README shows it.</param>
internal sealed record ShownPage(string Name, Uri Address, bool IsInReadme)
{
    /// <summary>Lists the pages of the demo.</summary>
    public static IReadOnlyList<ShownPage> All(InspectionStore store, string line, Uri site, string report)
    {
        var record = store.FindLine(line)!;
        var run = store.ListRuns(record.Id).First(r => r.Job is "scan");
        var item = store.ListReview(new ReviewFilter { LineIds = [record.Id] }, null, 1).Single();
        return
        [
            new("report", new Uri("file://" + report), true),
            new("queue", site, true),
            new("item", new Uri(site, $"/item/{item.CaptureId}"), true),
            new("runs", new Uri(site, "/runs"), true),
            new("run", new Uri(site, $"/run/{run.Id}"), false),
            new("extremes", new Uri(site, $"/run/{run.Id}/extremes"), false),
            new("line", new Uri(site, "/line"), false),
        ];
    }
}
