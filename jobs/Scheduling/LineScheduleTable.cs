using Quartz;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>The schedules in service by Quartz's key, and whether any of their runs was stopped before its end.</summary>
public sealed class LineScheduleTable
{
    private readonly Dictionary<JobKey, LineJobSchedule> schedules;
    private volatile bool interrupted;

    /// <summary>Initializes a new instance of the <see cref="LineScheduleTable"/> class.</summary>
    /// <param name="schedules">The schedules; no two of the same line's name and job.</param>
    public LineScheduleTable(IEnumerable<LineJobSchedule> schedules) => this.schedules = schedules.ToDictionary(KeyOf);

    /// <summary>Gets every schedule.</summary>
    public IReadOnlyCollection<LineJobSchedule> All => schedules.Values;

    /// <summary>Gets a value indicating whether a run was stopped before its end.</summary>
    public bool Interrupted => interrupted;

    /// <summary>Gets the schedule behind one of Quartz's jobs.</summary>
    /// <param name="key">Quartz's key.</param>
    public LineJobSchedule this[JobKey key] => schedules[key];

    /// <summary>Gives Quartz's key of a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <returns>The key: the job's name in the line's group.</returns>
    internal static JobKey KeyOf(LineJobSchedule schedule) => new(schedule.Job.ToString(), schedule.Line.Name);

    /// <summary>Notes how a run ended.</summary>
    /// <param name="outcome">How.</param>
    internal void Record(JobOutcome outcome) => interrupted |= outcome == JobOutcome.Stopped;
}
