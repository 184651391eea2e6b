using System.Diagnostics;
using System.Globalization;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Reporting.Storage;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

[Collection(nameof(TrainedPlant))]
public sealed class ScanTests(PlantFixture fixture)
{
    private const int Readable = 16 + 5 + 2;
    private const int Corrupt = 3;

    [Fact]
    public async Task A_night_is_decided_and_its_broken_files_are_listed_with_reasons()
    {
        using var plant = fixture.Plant.Copy();

        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.DoneWithFailedImages, output);
        var run = LastScan(plant);
        run.Status.ShouldBe(RunStatus.Completed);
        run.Decided.ShouldBe(Readable);
        run.Unreadable.ShouldBe(Corrupt);
        run.Duplicates.ShouldBeGreaterThanOrEqualTo(2);
        Rows(plant, "scores.csv").Count.ShouldBe(Readable);
        Rows(plant, "unreadable.csv").Count.ShouldBe(Corrupt);
        Rows(plant, "flagged.csv").Count.ShouldBe((int)(run.Review + run.Reject));
        File.ReadAllText(Path.Combine(plant.Output, "index.html")).ShouldContain("Extremal samples");
    }

    [Fact]
    public async Task Scanning_a_folder_twice_scores_nothing_twice()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");

        var (_, output) = await plant.RunAsync("scan");

        var run = LastScan(plant);
        run.Known.ShouldBe(Readable, output);
        run.Decided.ShouldBe(0);
        run.Unreadable.ShouldBe(Corrupt);
    }

    [Fact]
    public async Task Copies_of_a_broken_file_fail_with_it()
    {
        using var plant = fixture.Plant.Copy();
        Break(plant, count: 3);
        plant.Redefine("\"maxFailureRatio\": 0.2", "\"maxFailureRatio\": 0.9");
        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.DoneWithFailedImages);

        LastScan(plant).Unreadable.ShouldBe(Corrupt + 3);
        Rows(plant, "unreadable.csv").Count(r => r.Contains("a file with the same content could not be read", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_cannot_even_be_listed_is_with_those_that_nobody_could_read()
    {
        using var plant = fixture.Plant.Copy();
        File.CreateSymbolicLink(Path.Combine(plant.Night, "lost.png"), Path.Combine(plant.Root, "nowhere.png"));

        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.DoneWithFailedImages);

        LastScan(plant).Unreadable.ShouldBe(Corrupt + 1);
        Rows(plant, "unreadable.csv").ShouldContain(r => r.Contains("lost.png", StringComparison.Ordinal) && r.Contains("its link leads nowhere", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(plant.Output, "index.html")).ShouldContain("lost.png");

        // Once more, and mended.
        await plant.RunAsync("scan");
        Rows(plant, "unreadable.csv").ShouldContain(r => r.Contains("lost.png", StringComparison.Ordinal));
        File.Copy(Directory.EnumerateFiles(Path.Combine(plant.Root, "images", "train", "good")).First(), Path.Combine(plant.Root, "nowhere.png"));
        File.SetLastWriteTimeUtc(Path.Combine(plant.Root, "nowhere.png"), DateTime.UnixEpoch);
        await plant.RunAsync("scan");
        LastScan(plant).Decided.ShouldBe(1);
        LastScan(plant).Unreadable.ShouldBe(Corrupt);
    }

    [Fact]
    public async Task A_file_that_was_mended_is_scored_by_the_next_scan()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        var broken = Rows(plant, "unreadable.csv")[0].Split(',')[3];
        var good = Directory.EnumerateFiles(Path.Combine(plant.Root, "images", "train", "good")).First();
        File.Copy(good, Path.Combine(plant.Night, broken), overwrite: true);
        File.SetLastWriteTimeUtc(Path.Combine(plant.Night, broken), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));

        await plant.RunAsync("scan");

        LastScan(plant).Decided.ShouldBe(1);
        LastScan(plant).Unreadable.ShouldBe(Corrupt - 1);
    }

    [Fact]
    public async Task A_scan_that_is_stopped_goes_on_in_the_same_run_and_decides_everything_once()
    {
        using var plant = fixture.Plant.Copy();
        using var stop = new CancellationTokenSource();
        using (var session = plant.Open())
        {
            var scan = new ScanRunner(
                session,
                new PipelineFactory(plant.Line, TimeProvider.System),
                new SynchronousProgress<ProgressUpdate>(_ => stop.Cancel()));
            var request = new ScanRequest
            {
                Job = ScanRequest.Scan,
                NominalAt = TimeProvider.System.GetUtcNow(),
                Source = new FolderSource(plant.Line.RequireSource(), TimeProvider.System),
            };
            await Should.ThrowAsync<OperationCanceledException>(() => scan.RunAsync(request, stop.Token));
        }

        var first = LastScan(plant);
        first.Status.ShouldBe(RunStatus.Cancelled);
        first.Decided.ShouldBeInRange(1, Readable - 1);

        var (_, output) = await plant.RunAsync("scan");

        var run = LastScan(plant);
        run.Decided.ShouldBe(Readable, output);
        run.Id.ShouldBe(first.Id);
        run.Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_scan_whose_process_is_killed_loses_nothing_and_does_nothing_twice()
    {
        using var plant = fixture.Plant.Copy();
        var program = Path.Combine(AppContext.BaseDirectory, "inspectflow.dll");
        using (var process = Process.Start(new ProcessStartInfo("dotnet", [program, "scan", "--line", plant.LineFile, "--threads", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!)
        {
            (await FirstRowsComeAsync(plant)).ShouldBeTrue("the other process has stored something within two minutes");
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        var (_, output) = await plant.RunAsync("scan");

        var run = LastScan(plant);
        run.Status.ShouldBe(RunStatus.Completed, output);

        // In the same run, unless the first process was through before it could be killed.
        (run.Attempt > 1 ? run.Decided : run.Known).ShouldBe(Readable);
        using var session = plant.Open();
        var paths = session.Store.ListRuns(session.Record.Id).SelectMany(r => session.Store.ReadScores(r.Id)).Select(r => r.Path).ToList();
        paths.Count.ShouldBe(Readable);
        paths.ShouldBeUnique();
    }

    [Fact]
    public async Task Too_many_unreadable_files_fail_the_run_and_are_still_listed()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"maxFailureRatio\": 0.2", "\"maxFailureRatio\": 0.05");

        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("3 of 26 images could not be read");
        LastScan(plant).Status.ShouldBe(RunStatus.Failed);
        Rows(plant, "unreadable.csv").Count.ShouldBe(Corrupt);
    }

    [Fact]
    public async Task Trying_a_failed_scan_again_does_not_make_its_failures_those_of_a_former_night()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        Break(plant, count: 12);

        var (_, first) = await plant.RunAsync("scan");
        var (code, again) = await plant.RunAsync("scan");

        first.ShouldContain("12 of 12 images could not be read");
        again.ShouldContain("12 of 12 images could not be read");
        code.ShouldBe(ExitCode.Failed);
        LastScan(plant).Attempt.ShouldBe(2);
        foreach (var file in Directory.EnumerateFiles(plant.Night, "broken*"))
        {
            File.Delete(file);
        }

        (await plant.RunAsync("scan")).Code.ShouldBe(ExitCode.DoneWithFailedImages);
        LastScan(plant).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task The_share_of_unreadable_files_is_that_of_the_whole_run_not_of_its_last_attempt()
    {
        using var plant = fixture.Plant.Copy();
        Break(plant, count: 12);
        var (_, output) = await plant.RunAsync("scan");
        output.ShouldContain($"15 of {Readable + 15} images could not be read");
        plant.Redefine("\"maxFailureRatio\": 0.2", "\"maxFailureRatio\": 0.5");

        (_, output) = await plant.RunAsync("scan");

        LastScan(plant).Status.ShouldBe(RunStatus.Completed, output);
        LastScan(plant).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_definition_that_prepares_otherwise_than_the_model_stops_before_the_first_image()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"width\": 16", "\"fit\": \"pad\", \"width\": 16");

        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("$.preprocessing.fit: the definition has \"pad\", the model \"stretch\"");
    }

    [Fact]
    public async Task The_part_pattern_tells_a_part_s_serial_number()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");

        using var session = plant.Open();
        var rows = session.Store.ReadScores(LastScan(plant).Id).ToList();

        rows.ShouldAllBe(r => r.Serial != null && r.Path.Contains(r.Serial, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_report_is_written_again_from_the_database()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        var again = Path.Combine(plant.Root, "again");

        var (code, output) = await plant.RunAsync("report", "--run", LastScan(plant).Id, "--out", again);

        code.ShouldBe(ExitCode.Done, output);
        File.ReadAllBytes(Path.Combine(again, "scores.csv")).ShouldBe(File.ReadAllBytes(Path.Combine(plant.Output, "scores.csv")));
    }

    private static async Task<bool> FirstRowsComeAsync(Plant plant)
    {
        using var store = InspectionStore.Open(plant.Line.Database, TimeProvider.System);
        var line = store.FindLine("plant")!.Id;
        for (var i = 0; i < 24_000; i++)
        {
            if (store.LastDecidingRun(line, ScanRequest.Scan) is { } run && (run.Status != RunStatus.Running || store.ReadScores(run.Id).Any()))
            {
                return true;
            }

            await Task.Delay(5);
        }

        return false;
    }

    private static void Break(Plant plant, int count)
    {
        foreach (var i in Enumerable.Range(0, count))
        {
            var file = Path.Combine(plant.Night, string.Create(CultureInfo.InvariantCulture, $"broken{i}.png"));
            File.WriteAllText(file, "no picture");
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
        }
    }

    private static RunRecord LastScan(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.LastDecidingRun(session.Record.Id, ScanRequest.Scan)!;
    }

    private static List<string> Rows(Plant plant, string table) =>
        [.. File.ReadAllLines(Path.Combine(plant.Output, table)).Skip(1).Select(l => l.ToString(CultureInfo.InvariantCulture))];
}
