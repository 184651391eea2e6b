using InspectFlow.Ingest;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InspectFlow.Tests.Ingest;

/// <summary>Grouping on real pictures, where a folder of them lies beside the repository.</summary>
public sealed class RealDataTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Tiles_under_several_exposures_are_recognised()
    {
        var data = Find("magnetic_tile");
        var truth = File.ReadLines(Path.Combine(data, "splits.csv")).Skip(1).Select(l => l.Split(','))
            .ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

        var set = await Load(data);
        var found = NearDuplicates.Find(set.Images, new(), CancellationToken.None);

        var expected = set.Images.Select(i => truth[Path.GetFileName(i.RelativePath)]).ToArray();
        var (both, onlyFound, onlyTrue) = (0, 0, 0);
        for (var a = 0; a < expected.Length; a++)
        {
            for (var b = a + 1; b < expected.Length; b++)
            {
                var isTrue = string.Equals(expected[a], expected[b], StringComparison.Ordinal);
                var isFound = found.GroupOf[a] == found.GroupOf[b];
                both += isTrue && isFound ? 1 : 0;
                onlyFound += !isTrue && isFound ? 1 : 0;
                onlyTrue += isTrue && !isFound ? 1 : 0;
            }
        }

        var (precision, recall) = ((double)both / (both + onlyFound), (double)both / (both + onlyTrue));
        output.WriteLine($"{set.Images.Count} images, {found.GroupOf.Distinct().Count()} groups; pairs: precision {precision:0.0000}, recall {recall:0.0000}");
        precision.ShouldBeGreaterThan(0.99);
        recall.ShouldBeGreaterThan(0.99);
        found.Warnings.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Circuit_boards_do_not_collapse_into_one_group()
    {
        var set = await Load(Find("deeppcb"));

        var groups = ImageGrouping.Group(set.Images, new(), CancellationToken.None);
        var plan = new SplitPlanner(new()).Plan(groups.Entries);

        output.WriteLine($"{set.Images.Count} images, {groups.Entries.Select(e => e.Group).Distinct().Count()} groups; fit {plan.Fit.Count}, select {plan.Select.Count}, calibrate {plan.Calibrate.Count}");
        groups.Entries.GroupBy(e => e.Group).Max(g => g.Count()).ShouldBeLessThan(40);
        plan.Calibrate.Count.ShouldBeInRange(99, 120);
    }

    private static Task<PreparedImageSet> Load(string data) => PreparedImageSet.LoadAsync(
        new FolderSource(new() { Folder = Path.Combine(data, "train", "good") }, new FakeClock(TimeProvider.System.GetUtcNow().AddDays(1))).List(_ => { }, CancellationToken.None),
        new() { Workers = 2 },
        new(),
        new() { Width = 64, Height = 64 },
        1,
        seed: 1,
        TimeProvider.System,
        CancellationToken.None);

    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        throw new SkipException($"there is no shared/data/{name} beside the repository");
    }
}
