namespace InspectFlow.Tests.Ingest;

/// <summary>A clock that stands where it is put; by default a day from now, so that every file is settled.</summary>
internal sealed class StoppedClock(DateTimeOffset? now = null) : TimeProvider
{
    private readonly DateTimeOffset now = now ?? System.GetUtcNow().AddDays(1);

    public override DateTimeOffset GetUtcNow() => now;
}
