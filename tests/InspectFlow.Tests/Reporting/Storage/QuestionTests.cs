using InspectFlow.Scoring;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Storage;

/// <summary>What people ask of former nights.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void A_part_s_history_is_found_by_its_serial_number_latest_first()
    {
        var first = fixture.BeginScan();
        fixture.Write(
            first.Id,
            Image("a.png", 5) with { Serial = "0007", Modified = Start.AddDays(-2) },
            Image("b.png", 12) with { Serial = "0007", Modified = Start.AddDays(-1) },
            Image("c.png", 6) with { Serial = "0008" });

        fixture.Store.ReadSerialHistory(fixture.Line.Id, "0007").Select(r => (r.Path, r.Outcome))
            .ShouldBe([("b.png", "review"), ("a.png", "ok")]);
        fixture.Store.ReadSerialHistory(fixture.Line.Id, "0009").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_s_history_has_every_content_that_its_path_had()
    {
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Image("camera1.png", 5, "yesterday"), Image("camera2.png", 6));
        var second = fixture.BeginScan(Start.AddDays(1));
        fixture.Write(second.Id, Image("camera1.png", 15, "today"));

        fixture.Store.ReadFileHistory(fixture.Line.Id, "camera1.png").Select(r => r.Nll).ShouldBe([15, 5]);
    }

    [Fact]
    public void A_part_number_s_history_ends_at_the_limit()
    {
        var run = fixture.BeginScan();
        fixture.Write(run.Id, [.. Enumerable.Range(0, 5).Select(i => Image($"{i}.png", i) with { Modified = Start.AddMinutes(-10 + i) })]);

        fixture.Store.ReadPartHistory(fixture.Line.Id, "P7", limit: 2).Select(r => r.Nll).ShouldBe([4, 3]);
    }

    [Fact]
    public void What_another_threshold_would_have_flagged_is_found_over_runs_of_several_calibrations()
    {
        // Thresholds 10 and 12: a score of 9 has margins −1 and −3.
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Image("a.png", 9), Image("b.png", 8), Image("c.png", 30), Image("d.png", double.NaN));
        var other = fixture.Store.AddCalibration(fixture.NewCalibration(12, 20), []);
        var second = fixture.Store.BeginRun(fixture.Scan(Start.AddDays(1), other.Id)).Run;
        fixture.Store.WriteBatch(
            second.Id, [Image("e.png", 9.5)], scores => new(Outcome.Ok, 50, scores.Nll - 12));

        Above(8.5).ShouldBe(["c.png", "e.png", "a.png"]);
        Above(8.5, limit: 2).ShouldBe(["c.png", "e.png"]);
        Above(8.5, days: 1).ShouldBe(["c.png", "a.png"]);
        fixture.Store.CountAbove(other.Id, 8.5, "scan", Start, Start.AddDays(2)).ShouldBe(3);
        fixture.Store.CountAbove(other.Id, double.NegativeInfinity, "scan", Start, Start.AddDays(2)).ShouldBe(4);
        fixture.Store.CountAbove(other.Id, 8.5, "explore", Start, Start.AddDays(2)).ShouldBe(0);
    }

    private IEnumerable<string> Above(double threshold, int limit = 100, int days = 2) =>
        fixture.Store.ReadAbove(fixture.Calibration.Id, threshold, "scan", Start, Start.AddDays(days), limit).Select(r => r.Path);
}
