using InspectFlow.Ingest;
using InspectFlow.Jobs.Commands;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>What becomes of the report of a scan that is complete.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class ScanReportTests(PlantFixture fixture)
{
    [Fact]
    public async Task A_report_that_cannot_be_written_names_the_command_that_writes_it_and_the_next_page_the_run()
    {
        using var plant = fixture.Plant.Copy();
        await File.WriteAllTextAsync(plant.Output, "in the way");

        var (code, output) = await plant.RunAsync("scan");

        code.ShouldBe(ExitCode.Failed);
        var run = LastScan(plant);
        output.ShouldContain($"inspectflow report --line {plant.LineFile} --run {run.Id}");
        File.Delete(plant.Output);
        await plant.RunAsync("scan");
        (await File.ReadAllTextAsync(Path.Combine(plant.Output, "index.html"))).ShouldContain($"report --run {run.Id}");
    }

    [Fact]
    public async Task A_stop_between_the_scan_and_its_report_names_the_command_that_writes_it()
    {
        using var plant = fixture.Plant.Copy();
        using var stop = new CancellationTokenSource();

        var error = await Should.ThrowAsync<ReportNotWrittenException>(() => ScanAsync(plant, stop.Cancel, stop.Token));

        var run = LastScan(plant);
        run.Status.ShouldBe(RunStatus.Completed);
        error.Message.ShouldBe(
            "It was stopped. The scan is complete, its report is not written, and another scan will not write it. " +
            $"The command is: inspectflow report --line {plant.LineFile} --run {run.Id}");
        (await plant.RunAsync("report", "--run", run.Id)).Code.ShouldBe(ExitCode.Done);
        File.Exists(Path.Combine(plant.Output, "index.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_defect_of_the_report_is_one_and_names_the_command_that_writes_it()
    {
        using var plant = fixture.Plant.Copy();

        var error = await Should.ThrowAsync<InvalidOperationException>(
            () => ScanAsync(plant, () => throw new InvalidOperationException("index out of order."), CancellationToken.None));

        error.Message.ShouldStartWith("index out of order. The scan is complete");
        error.Message.ShouldContain($"--run {LastScan(plant).Id}");
    }

    [Fact]
    public async Task A_scan_of_another_folder_does_not_complete_the_line_s_own()
    {
        using var plant = fixture.Plant.Copy();
        plant.Redefine("\"maxFailureRatio\": 0.2", "\"maxFailureRatio\": 0.05");
        await plant.RunAsync("scan");
        var failed = LastScan(plant);
        failed.Status.ShouldBe(RunStatus.Failed);

        await plant.RunAsync("scan", "--folder", plant.Night + Path.DirectorySeparatorChar);
        (LastScan(plant).Id, LastScan(plant).Attempt).ShouldBe((failed.Id, 2), "the same folder by another name");

        var (code, output) = await plant.RunAsync("scan", "--folder", Path.Combine(plant.Root, "images/test/good"));
        code.ShouldBe(ExitCode.Done, output);
        LastScan(plant).Id.ShouldNotBe(failed.Id);
        using var session = plant.Open();
        session.Store.GetRun(failed.Id)!.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task A_run_of_another_line_of_the_database_is_not_reported_as_this_one_s()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        plant.Redefine("\"name\": \"plant\"", "\"name\": \"other\"");
        Directory.Delete(plant.Output, recursive: true);
        string run;
        using (var session = plant.Open())
        {
            run = session.Store.LastDecidingRun(session.Store.FindLine("plant")!.Id, ScanRequest.Scan)!.Id;
        }

        var (code, output) = await plant.RunAsync("report", "--run", run);

        code.ShouldBe(ExitCode.Usage);
        output.ShouldContain($"run {run} is of the line plant, and {plant.LineFile} defines other");
        Directory.Exists(plant.Output).ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_is_refused_while_a_scan_may_write_to_the_same_folder()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        var line = LineDefinition.Load(plant.LineFile);
        using var held = LineLock.Acquire(line, "scan", TimeProvider.System);

        var (code, output) = await plant.RunAsync("report");
        code.ShouldBe(ExitCode.Failed, output);
        output.ShouldContain(LineLock.PathOf(line));

        var other = Path.Combine(plant.Root, "other");
        (code, output) = await plant.RunAsync("report", "--out", other);
        code.ShouldBe(ExitCode.Done, output);
        File.Exists(Path.Combine(other, "index.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task Good_images_that_are_explored_again_show_what_they_showed_before()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("explore");
        var table = Path.Combine(plant.Output, "good-images", "scores.csv");
        var before = await File.ReadAllTextAsync(table);
        before.Split('\n').Length.ShouldBeGreaterThan(10);

        var (code, output) = await plant.RunAsync("explore");

        code.ShouldBe(ExitCode.Done, output);
        (await File.ReadAllTextAsync(table)).ShouldBe(before);
    }

    private static async Task ScanAsync(Plant plant, Action whenReporting, CancellationToken cancellationToken)
    {
        using var session = plant.Open();
        var source = plant.Line.RequireSource();

        // The report asks where files are once it makes pictures.
        await ScanAndReport.RunAsync(
            session,
            progress: null,
            new ScanRequest
            {
                Job = ScanRequest.Scan,
                NominalAt = TimeProvider.System.GetUtcNow(),
                Source = new FolderSource(source, TimeProvider.System),
            },
            plant.Line.Output,
            path =>
            {
                whenReporting();
                return Path.Combine(source.Folder, path);
            },
            cancellationToken);
    }

    private static RunRecord LastScan(Plant plant)
    {
        using var session = plant.Open();
        return session.Store.LastDecidingRun(session.Record.Id, ScanRequest.Scan)!;
    }
}
