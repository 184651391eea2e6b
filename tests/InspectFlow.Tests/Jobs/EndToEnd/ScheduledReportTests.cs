using InspectFlow.Jobs.Scheduling;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.EndToEnd;

/// <summary>The report by the schedule.</summary>
[Collection(nameof(TrainedPlant))]
public sealed class ScheduledReportTests(PlantFixture fixture)
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_is_of_the_latest_scan_and_once_an_instant()
    {
        using var plant = fixture.Plant.Copy();
        var runner = new LineJobRunner(TimeProvider.System);
        var page = Path.Combine(plant.Output, "index.html");

        (await Run(0)).ShouldBe(JobOutcome.Done);
        File.Exists(page).ShouldBeFalse("there is no scan yet");
        await plant.RunAsync("scan");
        File.Delete(page);
        (await Run(0)).ShouldBe(JobOutcome.AlreadyDone);
        File.Exists(page).ShouldBeFalse();
        (await Run(1)).ShouldBe(JobOutcome.Done);
        File.Exists(page).ShouldBeTrue();

        Task<JobOutcome> Run(int days) => runner.RunAsync(plant.Line, JobKind.Report, Instant.AddDays(days), CancellationToken.None);
    }

    [Fact]
    public async Task One_that_fails_is_recorded_as_failed_and_may_be_tried_again()
    {
        using var plant = fixture.Plant.Copy();
        await plant.RunAsync("scan");
        Directory.Delete(plant.Output, recursive: true);
        await File.WriteAllTextAsync(plant.Output, "in the way");
        var runner = new LineJobRunner(TimeProvider.System);
        var key = new RunKey("plant", JobKind.Report, Instant);

        await Should.ThrowAsync<InspectFlowException>(() => runner.RunAsync(plant.Line, key.Job, Instant, CancellationToken.None));

        runner.IsDone(plant.Line, key).ShouldBeFalse();
        using (var session = plant.Open())
        {
            session.Store.FindRun(session.Record.Id, "report", Instant)!.Status.ShouldBe(RunStatus.Failed);
        }

        File.Delete(plant.Output);
        (await runner.RunAsync(plant.Line, key.Job, Instant, CancellationToken.None)).ShouldBe(JobOutcome.Done);
        runner.IsDone(plant.Line, key).ShouldBeTrue();
    }
}
