using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Extremal;

public sealed class ExtremalCollectorTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    [Fact]
    public void The_samples_are_the_flagged_and_the_ends_of_both_orders()
    {
        var samples = Collect([.. Enumerable.Range(0, 40).Select(i => Image($"{i:00}.png", i))], new ExtremalOptions { Count = 3 }).Samples();

        Paths(ExtremeKind.Flagged).ShouldBe(["39.png", "38.png", "37.png"]);
        Paths(ExtremeKind.Highest).ShouldBe(["39.png", "38.png", "37.png"]);
        Paths(ExtremeKind.Lowest).ShouldBe(["00.png", "01.png", "02.png"]);
        Paths(ExtremeKind.Farthest).ShouldBe(["39.png", "38.png", "37.png"]);
        Paths(ExtremeKind.Nearest).ShouldBe(["00.png", "01.png", "02.png"]);
        samples.Where(s => s.Kind == ExtremeKind.Farthest).Select(s => s.Value).ShouldBe([19.5, 19, 18.5]);

        IEnumerable<string> Paths(ExtremeKind kind) => samples.Where(s => s.Kind == kind).OrderBy(s => s.Rank).Select(s => s.Row.Path);
    }

    [Fact]
    public void A_large_run_is_sampled_and_the_flagged_keep_their_share()
    {
        var collector = Collect(
            [.. Enumerable.Range(0, 600).Select(i => Image($"{i}.png", i < 20 ? 15 : 5))], new ExtremalOptions { Points = 90 });

        collector.Points().Select(s => (s.Key, s.Count())).ShouldBe([("ok", 60), ("review", 20)]);
        collector.Scores.Total.ShouldBe(600);
        (collector.Flagged, collector.Rejected, collector.Percent(collector.Flagged)).ShouldBe((20, 0, 100.0 * 20 / 600));
    }

    public void Dispose() => fixture.Dispose();

    private ExtremalCollector Collect(CaptureResult[] images, ExtremalOptions options)
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, images);
        var collector = new ExtremalCollector(fixture.Calibration, options);
        foreach (var row in fixture.Store.ReadScores(run.Id))
        {
            collector.Add(row);
        }

        return collector;
    }
}
