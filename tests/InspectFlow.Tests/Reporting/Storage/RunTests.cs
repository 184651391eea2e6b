using System.Diagnostics;
using InspectFlow.Reporting.Storage;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed class RunTests : IDisposable
{
    private static readonly ProcessIdentity Dead = new(Environment.MachineName, int.MaxValue - 1, StoreFixture.Start);
    private readonly StoreFixture fixture = new();

    [Fact]
    public void A_run_that_was_completed_does_not_begin_again()
    {
        var first = fixture.Store.BeginRun(fixture.Scan());
        first.Start.ShouldBe(RunStart.New);
        fixture.Store.FinishRun(first.Run.Id, new RunEnd { Status = RunStatus.Completed });

        var second = fixture.Store.BeginRun(fixture.Scan());

        second.Start.ShouldBe(RunStart.AlreadyDone);
        second.Run.Id.ShouldBe(first.Run.Id);
        second.Run.Attempt.ShouldBe(1);
    }

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Cancelled)]
    public void A_run_that_did_not_get_to_its_end_goes_on_as_the_next_attempt(RunStatus status)
    {
        var first = fixture.BeginScan();
        fixture.Store.FinishRun(first.Id, new RunEnd { Status = status, Error = "power cut" }).Error.ShouldBe("power cut");

        var second = fixture.Store.BeginRun(fixture.Scan());

        second.Start.ShouldBe(RunStart.Resumed);
        second.Run.ShouldSatisfyAllConditions(
            r => r.Id.ShouldBe(first.Id),
            r => r.Attempt.ShouldBe(2),
            r => r.Status.ShouldBe(RunStatus.Running),
            r => r.Error.ShouldBeNull(),
            r => r.FinishedAt.ShouldBeNull());
    }

    [Fact]
    public void A_run_whose_process_lives_is_left_alone()
    {
        fixture.BeginScan();
        fixture.Store.BeginRun(fixture.Scan()).Start.ShouldBe(RunStart.AlreadyRunning);
        fixture.Store.MarkInterrupted().ShouldBeEmpty();
    }

    [Fact]
    public void A_run_whose_process_is_gone_is_resumed()
    {
        var run = fixture.Reopen(new StorageOptions { Owner = Dead }).BeginRun(fixture.Scan()).Run;

        var begun = fixture.Reopen().BeginRun(fixture.Scan());

        begun.Start.ShouldBe(RunStart.Resumed);
        begun.Run.Id.ShouldBe(run.Id);
        begun.Run.Owner.ShouldBe(ProcessIdentity.Current with { Started = begun.Run.OwnerStarted });
    }

    [Fact]
    public void Orphans_are_marked_with_what_they_had_done()
    {
        fixture.Reopen(new StorageOptions { Owner = Dead });
        var run = fixture.BeginScan();
        fixture.Write(run.Id, StoreFixture.Image("a.png", 5), StoreFixture.Image("b.png", 15), StoreFixture.Broken("c.png"));

        fixture.Time.Advance(TimeSpan.FromHours(5));

        var marked = fixture.Reopen().MarkInterrupted().ShouldHaveSingleItem();

        marked.ShouldSatisfyAllConditions(
            r => r.Id.ShouldBe(run.Id),
            r => r.FinishedAt.ShouldBe(StoreFixture.Start, "its last sign of life, not when somebody looked"),
            r => r.Status.ShouldBe(RunStatus.Interrupted),
            r => r.Decided.ShouldBe(2),
            r => r.Review.ShouldBe(1),
            r => r.Unreadable.ShouldBe(1));
        fixture.Store.MarkInterrupted().ShouldBeEmpty();
    }

    [Fact]
    public void A_run_on_another_machine_is_dead_when_its_sign_of_life_is_overdue()
    {
        var elsewhere = new ProcessIdentity("another-machine", 1, StoreFixture.Start);
        fixture.Reopen(new StorageOptions { Owner = elsewhere }).BeginRun(fixture.Scan());
        fixture.Reopen();

        fixture.Time.Advance(TimeSpan.FromMinutes(59));
        fixture.Store.BeginRun(fixture.Scan()).Start.ShouldBe(RunStart.AlreadyRunning);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        fixture.Store.BeginRun(fixture.Scan()).Start.ShouldBe(RunStart.Resumed);
    }

    [Fact]
    public void A_run_that_another_process_took_over_takes_nothing_more_from_the_first()
    {
        fixture.Reopen(new StorageOptions { Owner = Dead });
        var run = fixture.BeginScan();
        using var second = InspectionStore.Open(fixture.DatabasePath, fixture.Time);
        second.BeginRun(fixture.Scan()).Start.ShouldBe(RunStart.Resumed);

        Should.Throw<StorageException>(() => fixture.Write(run.Id, StoreFixture.Image("a.png", 5))).Fault.ShouldBe(StorageFault.Conflict);
        Should.Throw<StorageException>(() => fixture.Store.FinishRun(run.Id, new RunEnd { Status = RunStatus.Completed }))
            .Fault.ShouldBe(StorageFault.Conflict);
    }

    [Fact]
    public void A_process_counts_as_running_only_while_it_does()
    {
        using var process = Process.Start("sleep", "30");
        var identity = new ProcessIdentity(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime));

        identity.IsRunning().ShouldBeTrue();
        (identity with { Started = identity.Started.AddHours(-1) }).IsRunning().ShouldBeFalse("another process has the number now");
        process.Kill();
        process.WaitForExit();
        identity.IsRunning().ShouldBeFalse();
    }

    [Fact]
    public void The_last_run_is_that_of_the_latest_nominal_instant()
    {
        fixture.Store.LastDecidingRun(fixture.Line.Id, "scan").ShouldBeNull();
        var late = fixture.BeginScan(StoreFixture.Start.AddDays(1));
        var early = fixture.BeginScan(StoreFixture.Start);

        fixture.Store.LastDecidingRun(fixture.Line.Id, "scan")!.Id.ShouldBe(late.Id);
        fixture.Store.FindRun(fixture.Line.Id, "scan", StoreFixture.Start)!.Id.ShouldBe(early.Id);
        fixture.Store.LastDecidingRun(fixture.Line.Id, "train").ShouldBeNull();
        fixture.Store.ListRuns(fixture.Line.Id).Count.ShouldBe(2);
    }

    [Fact]
    public void A_nominal_instant_is_the_same_in_any_time_zone()
    {
        var run = fixture.BeginScan(StoreFixture.Start);
        fixture.Store.FindRun(fixture.Line.Id, "scan", StoreFixture.Start.ToOffset(TimeSpan.FromHours(2)))!.Id.ShouldBe(run.Id);
    }

    public void Dispose() => fixture.Dispose();
}
