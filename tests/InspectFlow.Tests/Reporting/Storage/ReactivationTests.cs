using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

/// <summary>What becomes of the review queue when a calibration that decided before comes into force again.</summary>
public sealed class ReactivationTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    private InspectionStore Store => fixture.Store;

    [Fact]
    public void What_it_decided_is_what_the_queue_goes_by_again()
    {
        var first = Scan(fixture.Calibration, ("flagged.png", 12), ("judged.png", 12), ("high.png", 40));
        var judged = Store.ListReview(Open, null, 10).Single(r => r.Path is "judged.png");
        Store.AddVerdicts([new() { CaptureId = judged.CaptureId, SeenVersion = 0, CalibrationId = judged.CalibrationId, Verdict = VerdictKind.Good, GivenBy = "Anna" }]);
        var wider = Store.AddCalibration(fixture.NewCalibration(14, 100), []);
        fixture.Time.Advance(TimeSpan.FromDays(1));
        var second = Scan(wider, ("flagged.png", 12), ("judged.png", 12), ("high.png", 40), ("later.png", 30));
        Paths().ShouldBe(["high.png", "later.png"], ignoreOrder: true);

        Store.Activate(fixture.Line.Id, fixture.Model.Id, fixture.Calibration.Id, "Anna");

        Paths().ShouldBe(["high.png", "later.png", "flagged.png"], ignoreOrder: true);
        Store.ListReview(Open, null, 10).Single(r => r.Path is "flagged.png").ShouldSatisfyAllConditions(
            r => r.CalibrationId.ShouldBe(fixture.Calibration.Id),
            r => r.RunId.ShouldBe(first.Id),
            r => r.Outcome.ShouldBe(Outcome.Review),
            r => r.Score.ShouldBe(12),
            r => r.Severity.ShouldBe(0.4));
        Store.ListReview(Open, null, 10).Single(r => r.Path is "high.png").Outcome.ShouldBe(Outcome.Reject);
        Store.ListReview(Open, null, 10).Single(r => r.Path is "later.png").RunId.ShouldBe(second.Id, "it has not decided on that one");
        Store.ListReview(Open with { State = ReviewState.Decided }, null, 10).ShouldHaveSingleItem().Verdict.ShouldBe(VerdictKind.Good);
    }

    public void Dispose() => fixture.Dispose();

    private ReviewFilter Open => new() { LineIds = [fixture.Line.Id], State = ReviewState.Open };

    private IEnumerable<string> Paths() => Store.ListReview(Open, null, 10).Select(r => r.Path);

    private RunRecord Scan(CalibrationRecord calibration, params (string Path, double Nll)[] images)
    {
        var run = Store.BeginRun(fixture.Scan(fixture.Time.GetUtcNow(), calibration.Id)).Run;
        Store.WriteBatch(
            run.Id,
            [.. images.Select(i => StoreFixture.Image(i.Path, i.Nll))],
            scores => new DecisionMaker(calibration.Calibration).Decide(scores.Nll!.Value));
        return Store.FinishRun(run.Id, new() { Status = RunStatus.Completed });
    }
}
