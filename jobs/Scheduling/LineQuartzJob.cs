using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>
/// What Quartz fires: finds out which run the firing stands for and hands it to the queue. Quartz never starts the same job of the
/// same line twice at once; a firing that falls into a run of its own job comes after it, once, for the latest instant.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class LineQuartzJob(
    LineScheduleTable table, LineDispatcher dispatcher, TimeProvider time, ILogger<LineQuartzJob> logger) : IJob
{
    /// <summary>The entry of a firing's data that names the instant of a run that is made up for.</summary>
    public const string NominalInstant = "nominalInstant";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var schedule = table[context.JobDetail.Key];
        var key = context.MergedJobDataMap.TryGetValue(NominalInstant, out var text) && text is string instant
            ? new RunKey(schedule.Line.Name, schedule.Job, DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture))
            : schedule.Fired(context.ScheduledFireTimeUtc ?? context.FireTimeUtc, time.GetUtcNow());
        if (key is null)
        {
            LogTooLate(schedule.Line.Name, schedule.Job);
            return;
        }

        table.Record(await dispatcher.RunAsync(schedule.Line, key, cancellationToken).ConfigureAwait(false));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}: a {Job} that came later than its catch-up time was left out")]
    private partial void LogTooLate(string line, JobKind job);
}
