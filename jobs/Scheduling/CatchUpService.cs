using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>At start, hands Quartz the runs that an outage missed, so that they are queued, stopped and waited for as any other.</summary>
internal sealed partial class CatchUpService(
    LineScheduleTable table, LineDispatcher dispatcher, ISchedulerFactory factory, ILogger<CatchUpService> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken).ConfigureAwait(false);
        foreach (var due in dispatcher.Due(table.All))
        {
            LogCatchingUp(due.Key);
            await scheduler.TriggerJob(new JobKey(due.Key.Job.ToString(), due.Line.Name), LineQuartzJob.DataFor(due.Key), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} was missed and is made up for")]
    private partial void LogCatchingUp(RunKey key);
}
