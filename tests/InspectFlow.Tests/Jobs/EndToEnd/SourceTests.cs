using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>What a scan makes of folders that are not as they were: missing, empty, touched, another one, or of before a new model.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class SourceTests(PlantFixture fixture)
{
    [Fact]
    public async Task A_scan_that_fails_does_not_leave_the_page_of_the_night_before()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        Directory.Move(plant.Night, plant.Night + "-gone");

        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain(plant.Night);
        Page(plant).ShouldContain("This run failed:");
    }

    [Fact]
    public async Task A_source_without_any_file_that_had_some_is_asked_about()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        Directory.Move(plant.Night, plant.Night + "-gone");
        Directory.CreateDirectory(plant.Night);

        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.Done);
        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.Done, "the second empty night is asked about as well");

        Page(plant).ShouldContain("There was nothing to inspect: the source has no file at all, and had ");
        Page(plant).ShouldContain("Is it mounted?");
    }

    [Fact]
    public async Task A_scheduled_scan_that_cannot_begin_stands_with_the_runs_and_is_no_scan_to_report_on()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"width\": 16", "\"fit\": \"pad\", \"width\": 16");
        var runner = new LineJobRunner(TimeProvider.System);
        var key = new RunKey("plant", JobKind.Scan, new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

        var error = await Should.ThrowAsync<ModelMismatchException>(
            () => runner.RunAsync(plant.Line, key.Job, key.NominalInstantUtc, CancellationToken.None));

        using (var session = plant.Open())
        {
            var run = session.Store.ListRuns().ShouldHaveSingleItem();
            (run.Status, run.Job, run.NominalAt, run.Error).ShouldBe((RunStatus.Failed, ScanRequest.Scan, key.NominalInstantUtc, error.Message));
        }

        runner.IsDone(plant.Line, key).ShouldBeFalse();
        plant.Redefine("\"fit\": \"pad\", \"width\": 16", "\"fit\": \"pad\", \"width\": 24");
        error = await Should.ThrowAsync<ModelMismatchException>(
            () => runner.RunAsync(plant.Line, key.Job, key.NominalInstantUtc, CancellationToken.None));
        using (var session = plant.Open())
        {
            session.Store.ListRuns().ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Error.ShouldBe(error.Message), r => r.Attempt.ShouldBe(2));
        }

        plant.Redefine("\"width\": 24", "\"width\": 16");
        var (code, output) = await plant.RunAsync("report");
        code.ShouldBe(ExitCode.Usage);
        output.ShouldContain("has no scan to report on");
        plant.Redefine("\"fit\": \"pad\", ", string.Empty);
        (await runner.RunAsync(plant.Line, key.Job, key.NominalInstantUtc, CancellationToken.None)).ShouldBe(JobOutcome.DoneWithFailedImages);
        runner.IsDone(plant.Line, key).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_that_were_only_touched_are_known_and_no_audit_is_drawn_of_them()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        var before = Latest(plant);
        foreach (var file in Directory.EnumerateFiles(plant.Night, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(-1));
        }

        await plant.RunAsync("scan");

        var run = Latest(plant);
        (run.Known, run.Decided).ShouldBe((before.Decided, 0));
        using var session = plant.Open();
        session.Store.ReadAudit(run.Id).ShouldBeEmpty();
        session.Store.ReadAudit(before.Id).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Another_folder_s_files_are_not_taken_for_the_line_s_own_of_the_same_name()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        var known = Latest(plant).Decided;
        var own = Directory.EnumerateFiles(plant.Night, "part_*").Order(StringComparer.Ordinal).First();
        var trial = Directory.CreateDirectory(Path.Combine(plant.Root, "trial"));
        var namesake = Path.Combine(trial.FullName, Path.GetFileName(own));
        Add(plant, namesake);

        var (code, output) = await plant.RunAsync("scan", "--folder", trial.FullName);

        code.ShouldBe(ExitCode.Done, output);

        var run = Latest(plant);
        using (var session = plant.Open())
        {
            session.Store.ReadScores(run.Id).Select(r => r.Path).ShouldBe([namesake], output);
        }

        await plant.RunAsync("report", "--run", run.Id);
        await plant.RunAsync("scan");
        (Latest(plant).Known, Latest(plant).Decided).ShouldBe((known, 0));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_holds_the_line_s_own_is_refused_and_leaves_the_night_s_page()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        var (run, page) = (Latest(plant), Page(plant));

        var (code, output) = await plant.RunAsync("scan", "--folder", Path.Combine(plant.Root, "mistyped"));
        code.ShouldBe(ExitCode.Usage);
        output.ShouldContain("does not exist");
        (code, output) = await plant.RunAsync("scan", "--folder", Path.Combine(plant.Root, "images"));
        code.ShouldBe(ExitCode.Usage);
        output.ShouldContain($"holds the line's own folder {plant.Night}");

        (Latest(plant).Id, Page(plant)).ShouldBe((run.Id, page));
    }

    [Fact]
    public async Task A_scan_of_the_line_s_own_folder_does_not_go_on_with_one_of_another_folder()
    {
        using var plant = fixture.Plant.Copy();
        var trial = Directory.CreateDirectory(Path.Combine(plant.Root, "trial"));
        foreach (var i in Enumerable.Range(0, 12))
        {
            await File.WriteAllTextAsync(Path.Combine(trial.FullName, $"{i}.png"), "no picture");
            File.SetLastWriteTimeUtc(Path.Combine(trial.FullName, $"{i}.png"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
        }

        (await plant.RunAsync("scan", "--folder", trial.FullName)).Code.ShouldBe(ExitCode.Failed);
        var failed = Latest(plant);
        File.ReadAllLines(Path.Combine(plant.Output, "unreadable.csv")).Length.ShouldBe(1 + 12);
        await plant.RunAsync("scan");

        Latest(plant).ShouldSatisfyAllConditions(r => r.Id.ShouldNotBe(failed.Id), r => r.Attempt.ShouldBe(1), r => r.Status.ShouldBe(RunStatus.Completed));
    }

    [Fact]
    public async Task A_folder_within_the_line_s_own_names_its_files_as_the_line_does()
    {
        using var plant = fixture.Plant.Copy();
        var lot = Directory.CreateDirectory(Path.Combine(plant.Night, "lot"));
        Add(plant, Path.Combine(lot.FullName, "new.png"));

        (await plant.RunAsync("scan", "--folder", lot.FullName)).Code.ShouldBe(ExitCode.Done);

        using var session = plant.Open();
        session.Store.ReadScores(Latest(plant).Id).ShouldHaveSingleItem().Path.ShouldBe("lot/new.png");
    }

    [Fact]
    public async Task After_a_new_model_what_is_new_comes_before_what_an_earlier_one_scored()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        await plant.RunAsync("train", "--seed", "7", "--activate");
        var source = new FolderSource(plant.Line.RequireSource() with { SettleTime = TimeSpan.Zero }, TimeProvider.System);
        var first = source.List(_ => { }, CancellationToken.None).MinBy(f => f.RelativePath, StringComparer.Ordinal)!;
        Add(plant, Path.Combine(plant.Night, "zzz.png"));
        using var session = plant.Open();
        var inForce = InForce.Load(session);
        var run = session.Store.BeginRun(new NewRun
        {
            LineId = session.Record.Id,
            Job = ScanRequest.Scan,
            NominalAt = DateTimeOffset.UnixEpoch,
            ModelId = inForce.Model.Id,
            CalibrationId = inForce.Calibration.Id,
            Precision = "fp32",
        }).Run;
        var pending = new PendingFiles(
            session, inForce, run, "fp32", string.Empty, new(inForce.Calibration), new(0, 1), EarlierAttempts.None);

        var order = pending.Of(source.List(_ => { }, CancellationToken.None), source.List(_ => { }, CancellationToken.None)).Select(f => f.RelativePath).ToList();

        order.IndexOf("zzz.png").ShouldBeLessThan(order.IndexOf(first.RelativePath));
        order.Count.ShouldBe(source.List(_ => { }, CancellationToken.None).Count());
    }

    [Fact]
    public async Task A_line_whose_folder_was_moved_finds_its_model_beside_the_database()
    {
        using var moved = await MovedAsync();

        var (code, output) = await moved.RunAsync("scan");

        code.ShouldBe(ExitCode.DoneWithFailedImages, output);

        static async Task<Plant> MovedAsync()
        {
            using var before = await Plant.TrainedAsync(CancellationToken.None);
            return before.Copy();
        }
    }

    [Fact]
    public async Task A_model_s_file_that_is_not_the_one_in_force_decides_nothing()
    {
        using var before = await Plant.TrainedAsync(CancellationToken.None);
        string path, held;
        using (var session = before.Open())
        {
            (path, held) = (InForce.Load(session).Bundle.Path, InForce.Load(session).Model.Sha256);
        }

        await before.RunAsync("train", "--seed", "7");
        var other = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.safetensors").Single(f => !string.Equals(f, path, StringComparison.Ordinal));
        File.Copy(other, path, overwrite: true);

        var (code, output) = await before.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain($"but the model in force is {held}");
        using var after = before.Open();
        after.Store.ListRuns().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_peak_of_another_share_than_the_model_s_stops_before_the_first_image()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"score\": \"peak\"", "\"score\": \"peak\", \"peakPercent\": 0.5");

        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("$.calibration.peakPercent: the definition has 0.5, the model 1");
    }

    [Fact]
    public async Task A_percentile_that_the_good_images_do_not_support_is_refused_before_training()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"review\": 80", "\"review\": 80, \"reject\": 99.9");

        var (code, output) = await plant.RunAsync("train");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("the reject percentile 99.9 needs 999: add good images, or leave out $.calibration.percentiles.reject");
        (await plant.RunAsync("train", "--folds", "3")).Output.ShouldContain("60 good images calibrate, and the reject percentile 99.9 needs 999");
        using var session = plant.Open();
        session.Store.ListModels(session.Record.Id).ShouldHaveSingleItem();
    }

    // A good picture, written long enough ago to be taken for complete.
    private static void Add(Plant plant, string path)
    {
        File.Copy(Directory.EnumerateFiles(Path.Combine(plant.Root, "images/test/good"), "*", SearchOption.AllDirectories).First(), path);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
    }

    private static string Page(Plant plant) => System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(plant.Output, "index.html")));

    private static RunRecord Latest(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.ListRuns(session.Record.Id, 1)[0];
    }
}
