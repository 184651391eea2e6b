using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using InspectFlow.Tests.Reporting.Nightly;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Drift;

/// <summary>The good images of the calibration score 3, 4, 5 and 10, so that the band goes from 3 to 10.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly NightFixture fixture = new();

    private InspectionStore Store => fixture.Database.Store;

    [Fact]
    public void A_report_keeps_the_quantiles_of_its_run()
    {
        var run = fixture.Report(Images(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).Tonight.Run;

        Store.ListDrift([run.Id]).Select(d => (d.Statistic, d.Value, d.SampleCount)).ShouldBe(
            [("nll_q05", 1.0, 10), ("nll_q25", 3.0, 10), ("nll_q50", 5.0, 10), ("nll_q75", 8.0, 10), ("nll_q95", 10.0, 10)]);
    }

    [Theory]
    [InlineData(11, true, 10)]
    [InlineData(10, false, 10)]
    [InlineData(3, false, 3)]
    [InlineData(2, true, 3)]
    public void A_median_outside_the_calibration_s_band_is_an_alarm(double median, bool isAlarm, double edge)
    {
        var report = fixture.Report(Images(median - 1, median - 1, median, median + 1, median + 1));

        var drift = report.Tonight.DriftOf(ScoreNames.Nll).ShouldNotBeNull();
        (drift.IsAlarm, drift.AlarmAt).ShouldBe((isAlarm, edge));
        Store.ListDrift([report.Tonight.Run.Id]).Single(d => d.IsAlarm == isAlarm && d.AlarmAt is not null).Statistic.ShouldBe("nll_q50");
        fixture.Page.Contains("Drift: the median of nll", StringComparison.Ordinal).ShouldBe(isAlarm);
    }

    [Fact]
    public void Of_four_images_the_median_says_nothing()
    {
        fixture.Report(Images(50, 50, 50, 50)).Tonight.Drift.ShouldHaveSingleItem().IsAlarm.ShouldBeFalse();
    }

    [Fact]
    public void Where_another_score_decides_both_are_kept()
    {
        var calibration = Store.AddCalibration(
            fixture.Database.NewCalibration(0.1, 0.2) with { Score = ScoreNames.Peak },
            [.. Enumerable.Range(1, 20).Select(i => Reference($"good/{i}.png", i))]);
        var run = Store.BeginRun(fixture.Database.Scan(calibrationId: calibration.Id)).Run;
        fixture.Database.Write(run.Id, Images(5, 6, 7, 8, 30));
        run = Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed });

        var report = fixture.Report(run);

        report.Tonight.Drift.Select(d => (d.Score, d.Quantiles.P50)).ShouldBe([(ScoreNames.Nll, 7), (ScoreNames.Peak, 0.07)]);
        report.Bands.Nll.ShouldBe(new Quantiles(20, 1, 5, 10, 15, 19));
        fixture.Page.ShouldContain("Drift of nll");
        fixture.Page.ShouldContain("Drift of peak");
    }

    [Fact]
    public void Likelihoods_of_the_models_of_folds_are_no_band_for_another_model_s()
    {
        var calibration = Store.AddCalibration(
            fixture.Database.NewCalibration(0.1, 0.2) with { Score = ScoreNames.Peak, Source = CalibrationSource.CrossScoredBy(5) },
            [.. Enumerable.Range(1, 20).Select(i => Reference($"good/{i}.png", i))]);
        var run = Store.BeginRun(fixture.Database.Scan(calibrationId: calibration.Id)).Run;
        fixture.Database.Write(run.Id, Images(500, 600, 700, 800, 900));

        var report = fixture.Report(Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed }));

        report.Bands.Nll.ShouldBeNull();
        report.Tonight.DriftOf(ScoreNames.Nll).ShouldNotBeNull().ShouldSatisfyAllConditions(d => d.AlarmAt.ShouldBeNull(), d => d.IsAlarm.ShouldBeFalse());
        report.Tonight.DriftOf(ScoreNames.Peak).ShouldNotBeNull().AlarmAt.ShouldNotBeNull();
    }

    [Fact]
    public void Earlier_runs_that_have_none_get_theirs_with_the_next_report()
    {
        var first = fixture.Scan(0, Images(1, 2, 3));
        var second = fixture.Scan(1, [.. Images(4, 5, 6).Select(i => i with { Path = "b" + i.Path })]);
        Store.ListDrift([first.Id]).ShouldBeEmpty();

        var report = fixture.Report(second);

        report.Before.ShouldHaveSingleItem().DriftOf(ScoreNames.Nll)!.Quantiles.P50.ShouldBe(2);
        fixture.Lines(ReportFiles.Drift).Length.ShouldBe(1 + 10);
    }

    [Fact]
    public void Nights_by_another_model_are_left_out_of_the_chart_and_that_is_said()
    {
        fixture.Scan(0, Images(1, 2, 3));
        var model = Store.AddModel(fixture.Database.NewModel("other"));
        var calibration = Store.AddCalibration(fixture.Database.NewCalibration(10, 20) with { ModelId = model.Id }, []);
        var run = Store.BeginRun(fixture.Database.Scan(Start.AddDays(1), calibration.Id) with { ModelId = model.Id }).Run;
        fixture.Database.Write(run.Id, [.. Images(7, 8, 9).Select(i => i with { Path = "b" + i.Path })]);

        fixture.Report(Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed }));

        fixture.Page.ShouldContain("1 night by another model or score is left out.");
        fixture.Page.ShouldContain("over 1 runs");
    }

    [Fact]
    public void The_runs_own_quantiles_are_computed_anew_when_it_went_on()
    {
        var run = fixture.Database.BeginScan();
        fixture.Database.Write(run.Id, Images(1, 2, 3));
        Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Cancelled });
        new DriftRecorder(Store).Record(Store.GetRun(run.Id)!);
        fixture.Database.BeginScan();
        fixture.Database.Write(run.Id, Images(7, 8, 9));

        fixture.Report(Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed }));

        Store.ListDrift([run.Id]).ShouldAllBe(d => d.SampleCount == 6);
    }

    public void Dispose() => fixture.Dispose();

    private static CaptureResult[] Images(params double[] scores) =>
        [.. scores.Select((nll, i) => Image(FormattableString.Invariant($"{nll}-{i}.png"), nll))];
}
