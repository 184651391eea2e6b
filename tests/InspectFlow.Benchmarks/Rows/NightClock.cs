namespace InspectFlow.Benchmarks.Rows;

/// <summary>A clock that stands where it is set, so that rows generated in minutes are dated over months.</summary>
internal sealed class NightClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Gets or sets the instant that it shows.</summary>
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
