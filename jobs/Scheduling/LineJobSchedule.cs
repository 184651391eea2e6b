using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>When one job of one line runs, and which of its instants a late firing still stands for. Knows no clock of its own.</summary>
public sealed class LineJobSchedule
{
    /// <summary>How late a firing may be and still count as on time.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(1);

    private readonly TimeSpan catchUp;

    private LineJobSchedule(LineDefinition line, JobKind job, CronSchedule cron, TimeSpan catchUp)
    {
        Line = line;
        Job = job;
        Cron = cron;
        this.catchUp = catchUp;
    }

    /// <summary>Gets the line.</summary>
    public LineDefinition Line { get; }

    /// <summary>Gets the job.</summary>
    public JobKind Job { get; }

    /// <summary>Gets the instants that the schedule names.</summary>
    public CronSchedule Cron { get; }

    /// <summary>Gives the schedules of a validated line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>One schedule a job that has one; empty when the line runs only by hand.</returns>
    public static IReadOnlyList<LineJobSchedule> Of(LineDefinition line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Schedule is not { TimeZone: { } zoneName } schedule)
        {
            return [];
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        (JobKind Job, JobSchedule? When)[] jobs =
            [(JobKind.Scan, schedule.Scan), (JobKind.Calibrate, schedule.Calibrate), (JobKind.Report, schedule.Report)];
        return
        [
            .. from entry in jobs
               where entry.When is not null
               select new LineJobSchedule(line, entry.Job, CronSchedule.Parse(entry.When.Cron, zone), entry.When.CatchUp),
        ];
    }

    /// <summary>Gives the run that an outage may have missed: that of the last instant, when it is younger than the line's catch-up time.</summary>
    /// <param name="now">The time of the start.</param>
    /// <returns>The run, or null when there is none to make up for. Whether it was done after all only the history knows.</returns>
    public RunKey? Missed(DateTimeOffset now) =>
        Cron.LastAtOrBefore(now) is { } instant && now - instant < catchUp ? Key(instant) : null;

    /// <summary>
    /// Gives the run that a firing stands for: that of its scheduled time. A firing that comes more than a minute late, after the machine slept
    /// or while the same job was still running, stands for the latest instant that has passed, and only when that is younger than the line's
    /// catch-up time.
    /// </summary>
    /// <param name="scheduled">The time for which the scheduler meant the firing.</param>
    /// <param name="now">The time of the firing.</param>
    /// <returns>The run, or null when the firing comes too late.</returns>
    public RunKey? Fired(DateTimeOffset scheduled, DateTimeOffset now) =>
        Cron.LastAtOrBefore(now - scheduled <= Punctual ? scheduled : now) is { } instant && (now - instant <= Punctual || now - instant < catchUp)
            ? Key(instant)
            : null;

    private RunKey Key(DateTimeOffset instant) => new(Line.Name, Job, instant);
}
