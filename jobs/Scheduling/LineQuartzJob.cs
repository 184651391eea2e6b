using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>
/// What Quartz fires: finds out which run the firing stands for and hands it to the queue. Quartz never starts the same job of the
/// same line twice at once; a firing that falls into a run of its own job comes after it, once, for the latest instant. A scan that
/// failed is tried again within its catch-up time, until the next one is due.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class LineQuartzJob(
    LineScheduleTable table, LineDispatcher dispatcher, TimeProvider time, ILogger<LineQuartzJob> logger) : IJob
{
    /// <summary>The entry of a firing's data that names the instant of a run that is made up for.</summary>
    private const string NominalInstant = "nominalInstant";

    private static readonly TimeSpan FirstRetryAfter = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var schedule = table[context.JobDetail.Key];
        var key = context.MergedJobDataMap.TryGetValue(NominalInstant, out var text) && text is string instant
            ? Wanted(schedule, new(schedule.Line.Name, schedule.Job, DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)))
            : schedule.Fired(context.ScheduledFireTimeUtc ?? context.FireTimeUtc, time.GetUtcNow());
        if (key is null)
        {
            LogTooLate(schedule.Line.Name, schedule.Job);
            return;
        }

        var outcome = await dispatcher.RunAsync(schedule.Line, key, cancellationToken).ConfigureAwait(false);
        table.Record(outcome);
        if (outcome is JobOutcome.Failed && schedule.Job is JobKind.Scan)
        {
            await RetryAsync(context, schedule, key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a firing's data for a run of another instant than its own.</summary>
    /// <param name="key">The run.</param>
    internal static JobDataMap DataFor(RunKey key) =>
        new() { [NominalInstant] = key.NominalInstantUtc.ToString("O", CultureInfo.InvariantCulture) };

    /// <summary>Gives the trigger's key of a run that is tried again.</summary>
    /// <param name="job">Quartz's key of the job.</param>
    /// <param name="at">When it is tried again.</param>
    internal static TriggerKey RetryKey(JobKey job, DateTimeOffset at) =>
        new(string.Create(CultureInfo.InvariantCulture, $"again at {at:O}"), string.Create(CultureInfo.InvariantCulture, $"{job.Group}/{job.Name}"));

    // The machine may have slept since the firing was set.
    private RunKey? Wanted(LineJobSchedule schedule, RunKey key) => schedule.Missed(time.GetUtcNow()) == key ? key : null;

    // A share that is not there for some minutes must not cost the night; what fails for another reason is asked ever more seldom.
    private async Task RetryAsync(IJobExecutionContext context, LineJobSchedule schedule, RunKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var late = now - key.NominalInstantUtc;
        var wait = late > FirstRetryAfter ? late : FirstRetryAfter;
        if (schedule.Missed(now + wait) != key)
        {
            return;
        }

        var (job, at) = (context.JobDetail.Key, now + wait);
        var trigger = TriggerBuilder.Create().WithIdentity(RetryKey(job, at)).ForJob(job).UsingJobData(DataFor(key)).StartAt(at).Build();
        await context.Scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken).ConfigureAwait(false);
        LogRetry(key, wait);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} is tried again in {Wait}")]
    private partial void LogRetry(RunKey key, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}: a {Job} that came later than its catch-up time was left out")]
    private partial void LogTooLate(string line, JobKind job);
}
