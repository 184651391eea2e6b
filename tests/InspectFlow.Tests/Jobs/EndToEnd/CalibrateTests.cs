using System.Globalization;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class CalibrateTests(PlantFixture fixture)
{
    [Fact]
    public async Task Another_percentile_and_score_need_no_images()
    {
        using var plant = fixture.Plant.Copy();
        Directory.Delete(Path.Combine(plant.Root, "images"), recursive: true);

        var (code, output) = await plant.RunAsync("calibrate", "--review", "75", "--score", "nll", "--activate");

        code.ShouldBe(ExitCode.Done, output);
        var inForce = InForce(plant);
        inForce.Score.ShouldBe("nll");
        inForce.Source.ShouldBe("stored");
        inForce.Calibration.Review.Percentile.ShouldBe(75);
    }

    [Fact]
    public async Task A_new_threshold_is_compared_with_that_in_force_on_the_last_month_s_images()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");

        var (code, output) = await plant.RunAsync("calibrate", "--review", "50");

        code.ShouldBe(ExitCode.Done, output);
        using var session = plant.Open();
        var rows = session.Store.ReadScores(session.Store.LastDecidingRun(session.Record.Id, "scan")!.Id).ToList();
        var (now, before) = (Latest(plant).Calibration.Review.Value, InForce(plant).Calibration.Review.Value);
        output.ShouldContain(
            $"last month   of {rows.Count} images {rows.Count(r => r.Peak > now)} would have been flagged; " +
            $"the calibration in force before flags {rows.Count(r => r.Peak > before)}");
    }

    [Fact]
    public async Task The_image_that_alone_sets_the_threshold_is_named_with_the_next_one_s_score()
    {
        using var plant = fixture.Plant.Copy();
        List<ReferenceScore> references;
        using (var session = plant.Open())
        {
            references = [.. session.Store.GetReferenceScores(InForce(plant).Id).OrderByDescending(r => r.Nll)];
        }

        var highest = PercentileRank.Highest(references.Count).ToString(CultureInfo.InvariantCulture);
        var (code, output) = await plant.RunAsync("calibrate", "--review", highest, "--score", "nll");
        code.ShouldBe(ExitCode.Done, output);
        output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"set by {references[0].Path} alone, the next good image has {references[1].Nll:G7}"));

        (code, output) = await plant.RunAsync("calibrate", "--review", "50", "--score", "nll");
        code.ShouldBe(ExitCode.Done, output);
        output.ShouldNotContain("set by");
    }

    [Fact]
    public async Task A_percentile_that_the_images_do_not_support_is_refused_with_the_number_that_would()
    {
        using var plant = fixture.Plant.Copy();
        var before = InForce(plant).Id;

        var (code, output) = await plant.RunAsync("calibrate", "--review", "99.9", "--activate");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("999");
        InForce(plant).Id.ShouldBe(before);
    }

    [Fact]
    public async Task A_calibration_is_not_in_force_until_somebody_says_so()
    {
        using var plant = fixture.Plant.Copy();
        var before = InForce(plant).Id;

        await plant.RunAsync("calibrate", "--images");
        InForce(plant).Id.ShouldBe(before);

        await plant.RunAsync("models", "--activate", Latest(plant).Id);
        InForce(plant).Id.ShouldBe(Latest(plant).Id);
    }

    [Fact]
    public async Task Scoring_the_calibration_images_again_gives_the_same_thresholds()
    {
        using var plant = fixture.Plant.Copy();
        var before = InForce(plant);

        await plant.RunAsync("calibrate", "--images");

        Latest(plant).Calibration.Reference.Sorted.ShouldBe(before.Calibration.Reference.Sorted);
    }

    [Fact]
    public async Task An_image_of_the_model_s_own_has_the_same_joint_score_when_others_have_come()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("calibrate", "--images");
        var before = Joint(plant);

        // Of the test side, since they show no part that the model learned from.
        foreach (var picture in Directory.EnumerateFiles(Path.Combine(plant.Root, "images/test/good")).Take(3))
        {
            File.Copy(picture, Path.Combine(plant.Line.GoodImages!.Folders[0], $"new-{Path.GetFileName(picture)}"));
        }

        await plant.RunAsync("calibrate", "--images");
        var after = Joint(plant);

        after.Count.ShouldBe(before.Count + 3);
        before.Keys.ShouldAllBe(hash => after[hash] == before[hash]);
    }

    [Fact]
    public async Task Thresholds_hold_for_the_precision_in_which_their_scores_were_made()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"scan\": { \"batchSize\"", "\"scan\": { \"precision\": \"bf16\", \"batchSize\"");

        var (code, output) = await plant.RunAsync("scan");
        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("made of scores in fp32");
        output.ShouldContain("calibrate --images --activate");

        // Stored scores stay what they are.
        (await plant.RunAsync("calibrate", "--review", "75", "--activate")).Code.ShouldBe(ExitCode.Done);
        InForce(plant).Precision.ShouldBe("fp32");

        (await plant.RunAsync("calibrate", "--images", "--activate")).Code.ShouldBe(ExitCode.Done);
        InForce(plant).Precision.ShouldBe("bf16");
        (await plant.RunAsync("scan")).Code.ShouldBeOneOf(ExitCode.Done, ExitCode.DoneWithFailedImages);
    }

    [Fact]
    public async Task Good_images_that_cannot_be_read_are_listed_and_the_others_calibrate()
    {
        using var plant = fixture.Plant.Copy();
        var good = plant.Line.GoodImages!.Folders[0];
        await File.WriteAllTextAsync(Path.Combine(good, "broken.png"), "no picture");
        File.CreateSymbolicLink(Path.Combine(good, "lost.png"), Path.Combine(plant.Root, "nowhere.png"));

        var (code, output) = await plant.RunAsync("calibrate", "--images");

        code.ShouldBe(ExitCode.DoneWithFailedImages, output);
        output.ShouldContain($"unreadable: {Path.Combine(good, "broken.png")}: ");
        output.ShouldContain($"unreadable: {Path.Combine(good, "lost.png")}: the file is gone or its link leads nowhere");
        Latest(plant).Calibration.Reference.Sorted.ShouldBe(InForce(plant).Calibration.Reference.Sorted);
        var instant = new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
        (await new LineJobRunner(TimeProvider.System).RunAsync(plant.Line, JobKind.Calibrate, instant, CancellationToken.None))
            .ShouldBe(JobOutcome.DoneWithFailedImages);
    }

    [Fact]
    public async Task A_calibration_goes_out_and_comes_back_as_JSON()
    {
        using var plant = fixture.Plant.Copy();
        var before = InForce(plant);
        var file = Path.Combine(plant.Root, "calibration.json");

        await plant.RunAsync("calibrate", "--export", file);
        var (code, output) = await plant.RunAsync("calibrate", "--import", file, "--activate");

        code.ShouldBe(ExitCode.Done, output);
        InForce(plant).Source.ShouldBe("imported");
        InForce(plant).Calibration.Review.Value.ShouldBe(before.Calibration.Review.Value);

        // It came without the scores of good images, and the model has its maps all the same.
        await plant.RunAsync("scan");
        (await File.ReadAllTextAsync(Path.Combine(plant.Output, "index.html"))).ShouldContain("<div class=\"scale\"><span>map: ");
    }

    [Fact]
    public async Task Thresholds_of_another_model_are_refused_and_change_nothing()
    {
        using var plant = fixture.Plant.Copy();
        var file = Path.Combine(plant.Root, "calibration.json");
        await plant.RunAsync("calibrate", "--export", file);
        await plant.RunAsync("train", "--seed", "7", "--activate");
        var before = InForce(plant).Id;

        var (code, output) = await plant.RunAsync("calibrate", "--import", file, "--activate");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain(file);
        InForce(plant).Id.ShouldBe(before);
    }

    [Theory]
    [InlineData("--import", "--review 75 --score nll", "leave out --review and --score")]
    [InlineData("--import", "--reject 80 --images", "leave out --reject and --images")]
    [InlineData("--export", "--activate", "leave out --activate")]
    public async Task Options_that_a_calibration_from_or_to_a_file_would_pass_over_are_refused(string file, string others, string fault)
    {
        using var plant = fixture.Plant.Copy();

        var (code, output) = await plant.RunAsync("calibrate", [file, Path.Combine(plant.Root, "calibration.json"), .. others.Split(' ')]);

        code.ShouldBe(ExitCode.Usage);
        output.ShouldContain(fault);
    }

    [Fact]
    public async Task A_calibration_that_cannot_be_written_is_no_defect()
    {
        using var plant = fixture.Plant.Copy();
        var file = Path.Combine(plant.Root, "nowhere", "calibration.json");

        var (code, output) = await plant.RunAsync("calibrate", "--export", file);

        code.ShouldBe(ExitCode.Usage);
        output.ShouldStartWith($"{file} cannot be written (");
    }

    [Fact]
    public async Task A_scheduled_calibration_never_puts_itself_in_force_and_runs_once_an_instant()
    {
        using var plant = fixture.Plant.Copy();
        var before = InForce(plant).Id;
        var runner = new LineJobRunner(TimeProvider.System);
        var instant = new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

        (await runner.RunAsync(plant.Line, JobKind.Calibrate, instant, CancellationToken.None)).ShouldBe(JobOutcome.Done);
        var made = Latest(plant).Id;
        (await runner.RunAsync(plant.Line, JobKind.Calibrate, instant, CancellationToken.None)).ShouldBe(JobOutcome.AlreadyDone);

        made.ShouldNotBe(before);
        Latest(plant).Id.ShouldBe(made);
        InForce(plant).Id.ShouldBe(before);
    }

    [Fact]
    public async Task A_scheduled_scan_runs_once_an_instant()
    {
        using var plant = fixture.Plant.Copy();
        var runner = new LineJobRunner(TimeProvider.System);
        var key = new RunKey("plant", JobKind.Scan, new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

        runner.IsDone(plant.Line, key).ShouldBeFalse();
        (await runner.RunAsync(plant.Line, key.Job, key.NominalInstantUtc, CancellationToken.None)).ShouldBe(JobOutcome.DoneWithFailedImages);

        runner.IsDone(plant.Line, key).ShouldBeTrue();
        (await runner.RunAsync(plant.Line, key.Job, key.NominalInstantUtc, CancellationToken.None)).ShouldBe(JobOutcome.AlreadyDone);
    }

    private static Dictionary<string, double> Joint(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.GetReferenceScores(Latest(plant).Id).ToDictionary(r => r.ContentHash, r => r.Joint!.Value, StringComparer.Ordinal);
    }

    private static CalibrationRecord InForce(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.GetCalibration(session.Store.CurrentActivation(session.Record.Id)!.CalibrationId)!;
    }

    private static CalibrationRecord Latest(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.ListCalibrations(session.Record.Id)[0];
    }
}
