using Quartz;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>
/// The instants that a cron expression names in a time zone. Clock changes: a time that spring's gap leaves out runs once, at the
/// instant at which the clocks jump (02:30 in Berlin on 29 March 2026 becomes 03:00 summer time, 01:00 UTC); a time that autumn's
/// fold has twice runs once, the first time (02:30 summer time); an expression that repeats through the day, such as every 30 minutes,
/// keeps its pace through both.
/// </summary>
public sealed class CronSchedule
{
    private const int CrontabFields = 5;

    private CronSchedule(CronExpression expression) => Expression = expression;

    /// <summary>Gets Quartz's form of the expression, bound to its time zone.</summary>
    public CronExpression Expression { get; }

    /// <summary>Reads a cron expression.</summary>
    /// <param name="cron">
    /// Five fields as in crontab (minutes, hours, day of month, month, day of week, Sunday 0) or six as in Quartz (seconds first, Sunday 1).
    /// </param>
    /// <param name="timeZone">The time zone in which it is read.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="FormatException">The expression is neither.</exception>
    public static CronSchedule Parse(string cron, TimeZoneInfo timeZone)
    {
        ArgumentNullException.ThrowIfNull(cron);
        ArgumentNullException.ThrowIfNull(timeZone);
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var format = fields == CrontabFields ? CronFormat.Unix : CronFormat.Quartz;
        return new(CronExpression.Parse(cron, format).WithTimeZone(timeZone));
    }

    /// <summary>Gives the first instant after another.</summary>
    /// <param name="instant">The instant to search from; not itself a result.</param>
    /// <returns>The instant in UTC, or null when there is none.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) =>
        Expression.GetNextValidTimeAfter(instant)?.ToUniversalTime();

    /// <summary>Gives the last instant that is not after another.</summary>
    /// <param name="instant">The instant to search back from; itself a result when the expression names it.</param>
    /// <returns>The instant in UTC, or null when there is none.</returns>
    public DateTimeOffset? LastAtOrBefore(DateTimeOffset instant)
    {
        var second = new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return Expression.GetPreviousValidTimeBefore(second.AddSeconds(1))?.ToUniversalTime();
    }
}
