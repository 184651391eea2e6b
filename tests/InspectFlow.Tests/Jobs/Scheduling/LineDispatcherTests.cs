using System.Globalization;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Tests.TestDoubles;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Scheduling;

public sealed class LineDispatcherTests : IDisposable
{
    private static readonly DateTimeOffset Instant = DateTimeOffset.Parse("2026-06-10T00:30:00Z", CultureInfo.InvariantCulture);

    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new(Instant);
    private readonly RecordingRunner runner = new();
    private readonly LineDispatcher dispatcher;

    public LineDispatcherTests() => dispatcher = new(runner, runner, clock, NullLogger<LineDispatcher>.Instance);

    public void Dispose()
    {
        dispatcher.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_second_firing_for_one_instant_does_nothing()
    {
        var key = new RunKey("casting", JobKind.Scan, Instant);
        var both = await Task.WhenAll(
            dispatcher.RunAsync(TestLine.In(folder), key, CancellationToken.None),
            dispatcher.RunAsync(TestLine.In(folder), key, CancellationToken.None));
        both.Order().ShouldBe([JobOutcome.Done, JobOutcome.AlreadyDone]);
        runner.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_run_may_be_tried_again()
    {
        var key = new RunKey("casting", JobKind.Scan, Instant);
        runner.Work = (_, _) => Task.FromResult(JobOutcome.Failed);
        (await dispatcher.RunAsync(TestLine.In(folder), key, CancellationToken.None)).ShouldBe(JobOutcome.Failed);
        runner.Work = (_, _) => Task.FromResult(JobOutcome.Done);
        (await dispatcher.RunAsync(TestLine.In(folder), key, CancellationToken.None)).ShouldBe(JobOutcome.Done);
    }

    [Fact]
    public async Task A_stop_while_waiting_for_the_line_is_a_stop_and_nothing_is_run()
    {
        using var held = LineLock.Acquire(TestLine.In(folder), "scan by hand", clock);
        using var stop = new CancellationTokenSource();
        var run = dispatcher.RunAsync(TestLine.In(folder), new("casting", JobKind.Scan, Instant), stop.Token);
        await stop.CancelAsync();
        (await run).ShouldBe(JobOutcome.Stopped);
        runner.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_due_comes_in_the_order_of_its_instants_and_without_what_is_done()
    {
        var schedule = TestLine.Berlin(scan: "0 1 * * *", calibrate: "0 1 * * *", report: "30 0 * * *");
        var line = TestLine.In(folder, schedule: schedule);
        dispatcher.Due(LineJobSchedule.Of(line)).Select(d => d.Key.Job).ShouldBe([JobKind.Report, JobKind.Scan, JobKind.Calibrate]);
        var scan = dispatcher.Due(LineJobSchedule.Of(line)).Single(d => d.Key.Job == JobKind.Scan);
        await dispatcher.RunAsync(line, scan.Key, CancellationToken.None);
        dispatcher.Due(LineJobSchedule.Of(line)).Select(d => d.Key.Job).ShouldBe([JobKind.Report, JobKind.Calibrate]);
    }
}
