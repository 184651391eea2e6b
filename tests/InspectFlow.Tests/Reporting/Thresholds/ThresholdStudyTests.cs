using InspectFlow.Reporting.Storage;
using InspectFlow.Reporting.Thresholds;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Thresholds;

public sealed class ThresholdStudyTests : IDisposable
{
    private static readonly DateTimeOffset Since = StoreFixture.Start.AddDays(-1);

    private readonly StoreFixture fixture = new();
    private readonly CalibrationRecord calibration;
    private readonly DecisionMaker maker;

    public ThresholdStudyTests()
    {
        // The good images scored 1 to 200: review is above 199, the 99th percentile; there are too few for 99.9.
        calibration = fixture.Store.AddCalibration(
            fixture.NewCalibration(10, 20) with { Calibration = Calibrator.Calibrate(new ReferenceScores(Enumerable.Range(1, 200).Select(i => (double)i))) }, []);
        maker = new DecisionMaker(calibration.Calibration);
    }

    private InspectionStore Store => fixture.Store;

    [Fact]
    public void Each_threshold_tells_what_it_would_have_flagged()
    {
        Scan(("a.png", 100), ("b.png", 185), ("c.png", 198), ("d.png", 300), ("nan.png", double.NaN));

        var study = Study();

        study.Decided.ShouldBe(5);
        var byPercentile = study.Effects.ToDictionary(e => e.Threshold.Percentile, e => e.Flagged);
        byPercentile[90].ShouldBe(4, "185, 198 and 300 lie above 181, and what is not finite is always flagged");
        byPercentile[95].ShouldBe(3);
        byPercentile[99].ShouldBe(2);
        study.Effects.Single(e => e.Role is "review").Threshold.ShouldBe(calibration.Calibration.Review);
        study.Effects.Select(e => e.Threshold.Rank).ShouldBeUnique();
        study.Effects.Max(e => e.Threshold.Rank).ShouldBeLessThanOrEqualTo(200);
    }

    [Fact]
    public void Verdicts_are_counted_by_decision_and_by_threshold()
    {
        var run = Scan(("miss.png", 190), ("fine.png", 192), ("false.png", 250), ("real.png", 400), ("open.png", 500));
        Store.AddAudit(run.Id, [Id("miss.png"), Id("fine.png")]);
        Judge("miss.png", VerdictKind.Defective);
        Judge("fine.png", VerdictKind.Good);
        Judge("false.png", VerdictKind.Good);
        Judge("real.png", VerdictKind.Defective);

        var study = Study();

        study.Flagged.ShouldSatisfyAllConditions(
            t => t.Images.ShouldBe(3),
            t => t.Open.ShouldBe(1),
            t => t.Real.Share.ShouldBe(0.5));
        study.Audit.ShouldSatisfyAllConditions(
            t => t.Images.ShouldBe(2),
            t => t.Defective.ShouldBe(1),
            t => t.Real.High.ShouldBe(ProportionInterval.Of(1, 2).High));
        study.Unflagged.ShouldBe(2);
        (study.Defective, study.Good).ShouldBe((2, 2));
        var at90 = study.Effects.Single(e => e.Threshold.Percentile == 90);
        (at90.Defective, at90.Good).ShouldBe((2, 2));
        var review = study.Effects.Single(e => e.Role is "review");
        (review.Defective, review.Good).ShouldBe((1, 1));
    }

    [Fact]
    public void A_verdict_that_was_taken_back_counts_no_more_and_unsure_is_no_verdict()
    {
        Scan(("a.png", 250), ("b.png", 260));
        Judge("a.png", VerdictKind.Defective);
        Store.UndoVerdict(Id("a.png"), 1, "Anna");
        Judge("b.png", VerdictKind.Unsure);

        var study = Study();

        study.Flagged.ShouldSatisfyAllConditions(t => t.Judged.ShouldBe(0), t => t.Unsure.ShouldBe(1), t => t.Open.ShouldBe(1));
        study.Defective.ShouldBe(0);
    }

    [Fact]
    public void An_image_that_another_calibration_decided_again_is_one_image()
    {
        (string Path, double Nll)[] images = [("a.png", 100), ("b.png", 185), ("c.png", 300), ("nan.png", double.NaN)];
        Scan(images);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        var stricter = Store.AddCalibration(
            fixture.NewCalibration(10, 20) with { Calibration = Calibrator.Calibrate(calibration.Calibration.Reference, new() { Review = 90 }) }, []);
        var run = Store.BeginRun(fixture.Scan(fixture.Time.GetUtcNow(), stricter.Id)).Run;
        Store.WriteBatch(
            run.Id,
            [.. images.Append(("new.png", 184)).Select(i => StoreFixture.Image(i.Item1, i.Item2))],
            s => new DecisionMaker(stricter.Calibration).Decide(s.Nll ?? double.NaN));
        Store.FinishRun(run.Id, new() { Status = RunStatus.Completed });

        var study = Study();

        study.Decided.ShouldBe(5);
        study.Effects.Single(e => e.Threshold.Percentile == 90).Flagged.ShouldBe(4, "184, 185, 300 and what is not finite");
        study.Effects.Single(e => e.Role is "review").Flagged.ShouldBe(2);
    }

    [Fact]
    public void A_judged_defect_that_a_higher_threshold_lets_pass_tells_against_that_one()
    {
        Scan(("a.png", 198), ("b.png", 300));
        fixture.Time.Advance(TimeSpan.FromHours(1));
        var lower = Store.AddCalibration(
            fixture.NewCalibration(10, 20) with { Calibration = Calibrator.Calibrate(calibration.Calibration.Reference, new() { Review = 90 }) }, []);
        Scan(lower, ("a.png", 198), ("b.png", 300));
        Judge("a.png", VerdictKind.Defective);
        Judge("b.png", VerdictKind.Defective);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        var higher = Store.AddCalibration(
            fixture.NewCalibration(10, 20) with { Calibration = Calibrator.Calibrate(calibration.Calibration.Reference, new() { Review = 99.5 }) }, []);
        Scan(higher, ("a.png", 198), ("b.png", 300));

        var study = Study();

        study.Defective.ShouldBe(2);
        study.Effects.Single(e => e.Threshold.Percentile == 90).Defective.ShouldBe(2);
        study.Effects.Single(e => e.Role is "review").Defective.ShouldBe(1);
    }

    [Fact]
    public void An_image_that_was_judged_without_being_flagged_or_drawn_is_left_out()
    {
        Scan(("a.png", 250), ("ok.png", 100));
        Judge("a.png", VerdictKind.Defective);
        Judge("ok.png", VerdictKind.Defective);

        Study().Defective.ShouldBe(1);
    }

    [Fact]
    public void Runs_of_another_time_score_or_job_are_left_out()
    {
        Scan(("a.png", 250));
        var other = fixture.BeginScan(StoreFixture.Start.AddHours(1));
        fixture.Write(other.Id, StoreFixture.Image("other.png", 250));
        Store.FinishRun(other.Id, new() { Status = RunStatus.Completed });

        Study().Decided.ShouldBe(2, "both calibrations are of one model, score and precision");
        ThresholdStudy.Read(Store, calibration, "explore", Since, StoreFixture.Start.AddDays(1)).Decided.ShouldBe(0);
        ThresholdStudy.Read(Store, calibration, "scan", StoreFixture.Start.AddMinutes(1), StoreFixture.Start.AddDays(1)).Decided.ShouldBe(1);
        var peak = Store.AddCalibration(fixture.NewCalibration(10, 20) with { Score = ScoreNames.Peak }, []);
        ThresholdStudy.Read(Store, peak, "scan", Since, StoreFixture.Start.AddDays(1)).Effects.ShouldAllBe(e => e.Flagged == 0);
    }

    public void Dispose() => fixture.Dispose();

    private ThresholdStudy Study() => ThresholdStudy.Read(Store, calibration, "scan", Since, StoreFixture.Start.AddDays(1));

    private void Scan(CalibrationRecord by, params (string Path, double Nll)[] images)
    {
        var run = Store.BeginRun(fixture.Scan(fixture.Time.GetUtcNow(), by.Id)).Run;
        Store.WriteBatch(
            run.Id, [.. images.Select(i => StoreFixture.Image(i.Path, i.Nll))], s => new DecisionMaker(by.Calibration).Decide(s.Nll ?? double.NaN));
        Store.FinishRun(run.Id, new() { Status = RunStatus.Completed });
    }

    private RunRecord Scan(params (string Path, double Nll)[] images)
    {
        var run = Store.BeginRun(fixture.Scan(calibrationId: calibration.Id)).Run;
        Store.WriteBatch(run.Id, [.. images.Select(i => StoreFixture.Image(i.Path, i.Nll))], s => maker.Decide(s.Nll ?? double.NaN));
        return Store.FinishRun(run.Id, new() { Status = RunStatus.Completed });
    }

    private string Id(string path) => Store.ReadScores(Store.ListRuns()[0].Id).Single(r => string.Equals(r.Path, path, StringComparison.Ordinal)).CaptureId;

    private void Judge(string path, VerdictKind verdict) => Store.AddVerdicts(
        [new() { CaptureId = Id(path), SeenVersion = 0, CalibrationId = calibration.Id, Verdict = verdict, GivenBy = "Anna" }])[0].IsStored.ShouldBeTrue();
}
