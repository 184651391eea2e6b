namespace InspectFlow.Tests.TestDoubles;

/// <summary>A clock that stands still until a test moves it; moving it fires the timers that have come due, in their order.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = now.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the clock to <paramref name="instant"/>, stopping at every timer on the way; it may also be set back.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (TakeDue(instant.ToUniversalTime()) is { } due)
        {
            due.Fire();
        }
    }

    public void Advance(TimeSpan span) => AdvanceTo(GetUtcNow() + span);

    private Timer? TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var due = timers.Where(t => t.Due <= until).MinBy(t => t.Due);
            if (due is null)
            {
                now = until;
                return null;
            }

            now = due.Due > now ? due.Due : now;
            if (due.Period > TimeSpan.Zero)
            {
                due.Due += due.Period;
            }
            else
            {
                timers.Remove(due);
            }

            return due;
        }
    }

    private sealed class Timer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                Period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
