using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Storage;

/// <summary>What a run's earlier attempts left behind.</summary>
public sealed class AttemptTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void What_was_only_decided_anew_was_not_read()
    {
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Image("a.png", 5), Image("b.png", 6), Broken("c.png"));
        fixture.Store.CountRead(first.Id).ShouldBe(2);
        fixture.Time.Advance(TimeSpan.FromDays(1));

        var second = BeginBy(fixture.Store.AddCalibration(fixture.NewCalibration(12, 20), []), Start.AddDays(1));
        fixture.Write(second.Id, Image("a.png", 5) with { Scores = null }, Image("b.png", 6) with { Scores = null });
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        fixture.Write(second.Id, Image("c.png", 7), Image("twin of a.png", 5, "a.png") with { Scores = null });

        fixture.Store.CountRead(second.Id).ShouldBe(2, "the mended file and the new one");
    }

    [Fact]
    public void An_image_that_two_attempts_decided_by_two_calibrations_was_read_once()
    {
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Image("a.png", 5));
        fixture.Store.FinishRun(first.Id, new RunEnd { Status = RunStatus.Cancelled });
        fixture.Time.Advance(TimeSpan.FromHours(1));

        var second = BeginBy(fixture.Store.AddCalibration(fixture.NewCalibration(12, 20), []), Start);
        fixture.Write(second.Id, Image("a.png", 5) with { Scores = null });

        second.Id.ShouldBe(first.Id);
        fixture.Store.CountRead(second.Id).ShouldBe(1);
    }

    [Fact]
    public void A_run_that_goes_on_under_another_calibration_has_every_image_once_by_that_one()
    {
        var first = fixture.BeginScan();
        var ok = fixture.Write(first.Id, Image("ok.png", 5), Image("between.png", 11), Image("odd.png", 15), Image("nan.png", double.NaN))[0];
        fixture.Store.AddAudit(first.Id, [ok.CaptureId]);
        fixture.Store.FinishRun(first.Id, new RunEnd { Status = RunStatus.Cancelled }).Decided.ShouldBe(4);
        var calibration = fixture.Store.AddCalibration(fixture.NewCalibration(12, 20), []);
        var decider = new DecisionMaker(calibration.Calibration);

        var run = BeginBy(calibration, Start);
        fixture.Store.WriteBatch(
            run.Id,
            [.. new[] { "ok.png", "between.png", "odd.png", "nan.png" }.Select(path => Image(path, 0) with { Scores = null })],
            scores => decider.Decide(scores.Nll ?? double.NaN));
        var end = fixture.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed });

        (end.Id, end.Decided, end.Review, end.Reject).ShouldBe((first.Id, 4, 1, 1));
        fixture.Store.ReadScores(run.Id).Select(r => (r.Path, r.CalibrationId)).ShouldBe(
            [("ok.png", calibration.Id), ("between.png", calibration.Id), ("odd.png", calibration.Id), ("nan.png", calibration.Id)]);
        fixture.Store.ReadFlagged(run.Id).Select(r => r.Path).ShouldBe(["nan.png", "odd.png"]);
        fixture.Store.ReadAudit(run.Id).ShouldHaveSingleItem().CalibrationId.ShouldBe(calibration.Id);
        fixture.Store.CountAbove(calibration.Id, 10.5, "scan", Start, Start.AddDays(1)).ShouldBe(2);
        fixture.Store.CountAbove(calibration.Id, [10.5], "scan", Start, Start.AddDays(1)).ShouldSatisfyAllConditions(
            c => c.Decided.ShouldBe(4),
            c => c.Above.ShouldBe([3]));
    }

    [Fact]
    public void A_file_that_failed_in_a_former_run_is_no_new_failure_until_it_is_another_file()
    {
        var first = fixture.BeginScan();
        fixture.Write(first.Id, Broken("old.png"), Broken("replaced.png"));
        fixture.Store.ListNewFailures(first.Id).ShouldBe(["old.png", "replaced.png"], ignoreOrder: true);
        fixture.Time.Advance(TimeSpan.FromDays(1));

        var second = fixture.BeginScan(Start.AddDays(1));
        fixture.Write(second.Id, Broken("old.png"), Broken("replaced.png") with { Modified = Start.AddHours(1) }, Broken("new.png"));

        fixture.Store.ListNewFailures(second.Id).ShouldBe(["new.png", "replaced.png"], ignoreOrder: true);
    }

    private RunRecord BeginBy(CalibrationRecord calibration, DateTimeOffset nominal) =>
        fixture.Store.BeginRun(fixture.Scan(nominal, calibration.Id)).Run;
}
