namespace InspectFlow.Tests.TestDoubles;

/// <summary>A clock that moves when the test says so.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private TimeSpan sinceStart;

    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan time) => sinceStart += time;

    public override long GetTimestamp() => sinceStart.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + sinceStart;
}
