using System.Globalization;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Tests.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Scheduling;

/// <summary>The whole of it under the real Quartz scheduler, which takes its time from a clock that the test moves.</summary>
public sealed class SchedulingTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly RecordingRunner runner = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_nightly_scan_runs_once_a_night_across_springs_clock_change() =>
        await NightlyShouldBe("2026-03-27T12:00:00Z", "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");

    [Fact]
    public async Task A_nightly_scan_runs_once_a_night_across_autumns_clock_change() =>
        await NightlyShouldBe("2026-10-23T12:00:00Z", "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");

    [Fact]
    public async Task After_an_outage_only_the_last_missed_run_is_made_up_for_and_the_schedule_goes_on()
    {
        var clock = new FakeClock(At("2026-06-10T08:00:00Z"));
        using var host = await StartAsync(clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *")));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:30:00Z"));
        clock.AdvanceTo(At("2026-06-11T00:30:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-11T00:30:00Z"));
        await host.StopAsync();
        runner.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_missed_run_that_is_too_old_is_left_alone()
    {
        var clock = new FakeClock(At("2026-06-10T08:00:00Z"));
        var schedule = TestLine.Berlin(scan: "30 2 * * *", catchUp: TimeSpan.FromHours(7));
        using var host = await StartAsync(clock, TestLine.In(folder, schedule: schedule));
        clock.AdvanceTo(At("2026-06-11T00:30:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-11T00:30:00Z"));
        await host.StopAsync();
        runner.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_restart_within_the_same_night_does_not_run_the_scan_again()
    {
        var line = TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *"));
        var clock = new FakeClock(At("2026-06-09T08:00:00Z"));
        using (var first = await StartAsync(clock, line))
        {
            (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-09T00:30:00Z"));
            await first.StopAsync();
        }

        using var second = await StartAsync(clock, line);
        clock.AdvanceTo(At("2026-06-10T00:30:00Z"));
        (await runner.NextAsync()).ShouldBe(new("casting", JobKind.Scan, At("2026-06-10T00:30:00Z")));
        await second.StopAsync();
    }

    [Fact]
    public async Task A_job_that_is_still_running_when_another_of_its_line_comes_makes_it_wait()
    {
        var gate = new TaskCompletionSource<JobOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        runner.Work = (key, _) => key.Job == JobKind.Scan ? gate.Task : Task.FromResult(JobOutcome.Done);
        var clock = new FakeClock(At("2026-06-10T00:00:00Z"));
        var night = TestLine.Berlin(scan: "30 2 * * *", report: "0 3 * * *", catchUp: TimeSpan.Zero);
        var other = TestLine.Berlin(report: "0 3 * * *", catchUp: TimeSpan.Zero);
        using var host = await StartAsync(clock, TestLine.In(folder, schedule: night), TestLine.In(folder, "other", other));

        clock.AdvanceTo(At("2026-06-10T00:30:00Z"));
        (await runner.NextAsync()).Job.ShouldBe(JobKind.Scan);
        clock.AdvanceTo(At("2026-06-10T01:00:00Z"));
        (await runner.NextAsync()).Line.ShouldBe("other", "another line does not wait");
        runner.Runs.Count.ShouldBe(2);
        gate.SetResult(JobOutcome.Done);
        (await runner.NextAsync()).ShouldBe(new("casting", JobKind.Report, At("2026-06-10T01:00:00Z")));
        runner.MostAtOnceOnOneLine.ShouldBe(1);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_run_that_outlasts_its_own_period_is_followed_by_one_run_for_the_latest_instant()
    {
        var gate = new TaskCompletionSource<JobOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        runner.Work = (_, _) => gate.Task;
        var clock = new FakeClock(At("2026-06-10T00:01:00Z"));
        using var host = await StartAsync(
            clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "*/10 * * * *", catchUp: TimeSpan.FromMinutes(10))));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:00:00Z"));
        clock.AdvanceTo(At("2026-06-10T00:35:00Z"));
        gate.SetResult(JobOutcome.Done);
        clock.AdvanceTo(At("2026-06-10T00:36:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:30:00Z"));
        clock.AdvanceTo(At("2026-06-10T00:40:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:40:00Z"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_failed_run_does_not_end_the_schedule()
    {
        runner.Work = (_, _) => throw new InvalidOperationException("broken");
        var clock = new FakeClock(At("2026-06-10T00:00:00Z"));
        using var host = await StartAsync(
            clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *", catchUp: TimeSpan.Zero)));
        clock.AdvanceTo(At("2026-06-10T00:30:00Z"));
        await runner.NextAsync();
        clock.AdvanceTo(At("2026-06-11T00:30:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-11T00:30:00Z"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_run_that_fails_is_tried_again_within_its_catch_up_time()
    {
        runner.Work = (_, _) => Task.FromResult(runner.Runs.Count < 3 ? JobOutcome.Failed : JobOutcome.Done);
        var clock = new FakeClock(At("2026-06-10T00:00:00Z"));
        using var host = await StartAsync(
            clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *", catchUp: TimeSpan.FromHours(1))));
        foreach (var instant in new[] { "2026-06-10T00:30:00Z", "2026-06-10T00:40:00Z" })
        {
            clock.AdvanceTo(At(instant));
            (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:30:00Z"));
            await RetryIsSetAsync(host, At(instant).AddMinutes(10));
        }

        clock.AdvanceTo(At("2026-06-10T00:50:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:30:00Z"));
        clock.AdvanceTo(At("2026-06-11T00:30:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-11T00:30:00Z"), "what is done is not tried again");
        await host.StopAsync();
    }

    [Fact]
    public async Task A_run_that_fails_until_its_catch_up_time_is_over_waits_for_the_next_instant()
    {
        runner.Work = (_, _) => Task.FromResult(JobOutcome.Failed);
        var clock = new FakeClock(At("2026-06-10T00:00:00Z"));
        using var host = await StartAsync(
            clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *", catchUp: TimeSpan.FromMinutes(15))));
        clock.AdvanceTo(At("2026-06-10T00:30:00Z"));
        await runner.NextAsync();
        await RetryIsSetAsync(host, At("2026-06-10T00:40:00Z"));
        clock.AdvanceTo(At("2026-06-10T00:40:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-10T00:30:00Z"));
        clock.AdvanceTo(At("2026-06-11T00:30:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-11T00:30:00Z"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_retry_that_comes_after_the_next_instant_is_left_out()
    {
        runner.Work = (_, _) => Task.FromResult(JobOutcome.Failed);
        var clock = new FakeClock(At("2026-06-10T00:00:00Z"));
        using var host = await StartAsync(
            clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *", catchUp: TimeSpan.FromHours(12))));
        clock.AdvanceTo(At("2026-06-10T00:30:00Z"));
        await runner.NextAsync();
        await RetryIsSetAsync(host, At("2026-06-10T00:40:00Z"));
        clock.AdvanceTo(At("2026-06-11T02:00:00Z"));
        (await runner.NextAsync()).NominalInstantUtc.ShouldBe(At("2026-06-11T00:30:00Z"));
        await host.StopAsync();
        runner.Runs.Count(k => k.NominalInstantUtc == At("2026-06-10T00:30:00Z")).ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_the_service_asks_the_running_job_to_stop_and_waits_for_it()
    {
        var stopped = false;
        runner.Work = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(_ => stopped = true, TaskScheduler.Default);
            return JobOutcome.Stopped;
        };
        var clock = new FakeClock(At("2026-06-10T08:00:00Z"));
        using var host = await StartAsync(clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *")));
        await runner.NextAsync();
        await host.StopAsync();
        stopped.ShouldBeTrue();
        host.Services.GetRequiredService<LineScheduleTable>().Interrupted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_system_clock_drives_it_as_well()
    {
        using var host = await StartAsync(
            TimeProvider.System, TestLine.In(folder, schedule: TestLine.Berlin(scan: "* * * * * ?", catchUp: TimeSpan.Zero)));
        var first = await runner.NextAsync();
        (await runner.NextAsync()).NominalInstantUtc.ShouldBeGreaterThan(first.NominalInstantUtc);
        await host.StopAsync();
    }

    private async Task NightlyShouldBe(string start, params string[] nights)
    {
        var clock = new FakeClock(At(start));
        using var host = await StartAsync(
            clock, TestLine.In(folder, schedule: TestLine.Berlin(scan: "30 2 * * *", catchUp: TimeSpan.FromHours(1))));
        foreach (var night in nights)
        {
            clock.AdvanceTo(At(night).AddSeconds(-1));
            clock.AdvanceTo(At(night));
            (await runner.NextAsync()).ShouldBe(new("casting", JobKind.Scan, At(night)));
        }

        await host.StopAsync();
        runner.Runs.Count.ShouldBe(nights.Length);
    }

    // The run ends some time after it has begun, by the real clock.
    private static async Task RetryIsSetAsync(IHost host, DateTimeOffset at)
    {
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var key = LineQuartzJob.RetryKey(new(nameof(JobKind.Scan), "casting"), at);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await scheduler.GetTrigger(key, limit.Token) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }

    private async Task<IHost> StartAsync(TimeProvider clock, params LineDefinition[] lines)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging();
        builder.Services.AddSingleton<ILineJobRunner>(runner);
        builder.Services.AddSingleton<IRunHistory>(runner);
        builder.Services.AddLineScheduling(lines, clock, TimeSpan.FromSeconds(20));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
