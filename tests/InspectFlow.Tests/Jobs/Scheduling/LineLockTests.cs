using System.Globalization;
using InspectFlow.Jobs.Scheduling;
using InspectFlow.Tests.TestDoubles;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Jobs.Scheduling;

public sealed class LineLockTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new(DateTimeOffset.Parse("2026-06-10T00:00:00Z", CultureInfo.InvariantCulture));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_that_is_held_is_refused_with_who_holds_it()
    {
        using var held = LineLock.Acquire(TestLine.In(folder), "scan by hand", clock);
        var busy = Should.Throw<LineBusyException>(() => LineLock.Acquire(TestLine.In(folder), "report", clock));
        busy.Message.ShouldContain($"casting is busy: scan by hand, process {Environment.ProcessId}");
        busy.Message.ShouldContain("since 2026-06-10 00:00:00 UTC");
        busy.Message.ShouldContain(folder.File("inspectflow.db.casting.lock"));
    }

    [Fact]
    public void Another_line_of_the_same_database_is_free()
    {
        using var held = LineLock.Acquire(TestLine.In(folder), "scan", clock);
        Should.NotThrow(() => LineLock.Acquire(TestLine.In(folder, "other"), "scan", clock).Dispose());
    }

    [Fact]
    public void A_line_is_free_again_once_its_lock_is_disposed()
    {
        LineLock.Acquire(TestLine.In(folder), "scan", clock).Dispose();
        Should.NotThrow(() => LineLock.Acquire(TestLine.In(folder), "scan", clock).Dispose());
    }

    [Fact]
    public async Task Who_waits_is_told_once_who_holds_the_line_and_gets_it_when_it_is_free()
    {
        var told = new List<string>();
        var held = LineLock.Acquire(TestLine.In(folder), "scan", clock);
        var waiting = LineLock.WaitAsync(TestLine.In(folder), "report", clock, told.Add, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));
        waiting.IsCompleted.ShouldBeFalse();
        held.Dispose();
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await waiting).Dispose();
        told.ShouldHaveSingleItem().ShouldStartWith("scan, process");
    }

    [Fact]
    public void A_line_whose_holder_cannot_be_noted_is_not_held()
    {
        var note = LineLock.PathOf(TestLine.In(folder)) + ".holder";
        Directory.CreateDirectory(note);
        Should.Throw<LineLockException>(() => LineLock.Acquire(TestLine.In(folder), "scan", clock));

        Directory.Delete(note);

        Should.NotThrow(() => LineLock.Acquire(TestLine.In(folder), "scan", clock).Dispose());
    }

    [Fact]
    public async Task Another_process_is_kept_out()
    {
        using var held = LineLock.Acquire(TestLine.In(folder), "scan", clock);
        using var flock = System.Diagnostics.Process.Start(
            "flock", ["--nonblock", LineLock.PathOf(TestLine.In(folder)), "true"]);
        await flock.WaitForExitAsync();
        flock.ExitCode.ShouldNotBe(0);
    }
}
