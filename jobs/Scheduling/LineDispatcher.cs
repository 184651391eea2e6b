using System.Collections.Concurrent;
using InspectFlow.Jobs.Definitions;
using Microsoft.Extensions.Logging;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>
/// Runs scheduled jobs, one at a time a line: a job that comes while another of its line runs waits for it, in this process by a
/// queue, across processes by the line's <see cref="LineLock"/>. Different lines run side by side.
/// </summary>
public sealed partial class LineDispatcher : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new(StringComparer.Ordinal);
    private readonly ILineJobRunner runner;
    private readonly IRunHistory history;
    private readonly TimeProvider time;
    private readonly ILogger<LineDispatcher> logger;

    /// <summary>Initializes a new instance of the <see cref="LineDispatcher"/> class.</summary>
    /// <param name="runner">Does the work.</param>
    /// <param name="history">Knows what is done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives how each run went.</param>
    public LineDispatcher(ILineJobRunner runner, IRunHistory history, TimeProvider time, ILogger<LineDispatcher> logger)
    {
        this.runner = runner;
        this.history = history;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Gives the runs that are due now because an outage missed them and nothing has done them since.</summary>
    /// <param name="schedules">The schedules of one or more lines.</param>
    /// <returns>The runs, earliest instant first; for one instant scan before calibrate before report.</returns>
    public IReadOnlyList<DueRun> Due(IEnumerable<LineJobSchedule> schedules)
    {
        var now = time.GetUtcNow();
        return
        [
            .. from schedule in schedules
               let key = schedule.Missed(now)
               where key is not null && !history.IsDone(schedule.Line, key)
               orderby key.NominalInstantUtc, key.Job
               select new DueRun(schedule.Line, key),
        ];
    }

    /// <summary>Waits for the line to be free and runs the job, unless it is done already.</summary>
    /// <param name="line">The line.</param>
    /// <param name="key">The run.</param>
    /// <param name="cancellationToken">Stops the wait, and the job at the next point from which it can be resumed.</param>
    /// <returns>How it ended. Failures are logged and returned, not thrown: the schedule goes on.</returns>
    public async Task<JobOutcome> RunAsync(LineDefinition line, RunKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(key);
        var gate = gates.GetOrAdd(LineLock.PathOf(line), _ => new SemaphoreSlim(1, 1));
        try
        {
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await RunAloneAsync(line, key, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped(key);
            return JobOutcome.Stopped;
        }
        catch (InspectFlowException e)
        {
            LogFailed(key, e.Message);
            return JobOutcome.Failed;
        }
        catch (Exception e)
        {
            LogDefect(e, key);
            return JobOutcome.Failed;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in gates.Values)
        {
            gate.Dispose();
        }
    }

    private async Task<JobOutcome> RunAloneAsync(LineDefinition line, RunKey key, CancellationToken cancellationToken)
    {
        using var held = await LineLock
            .WaitAsync(line, $"scheduled {key}", time, holder => LogWaiting(key, holder), cancellationToken)
            .ConfigureAwait(false);

        // Asked only now: another process may have done the run while this one waited for the line.
        if (history.IsDone(line, key))
        {
            LogEnded(key, JobOutcome.AlreadyDone, TimeSpan.Zero);
            return JobOutcome.AlreadyDone;
        }

        LogBegins(key);
        var began = time.GetTimestamp();
        var outcome = await runner.RunAsync(line, key.Job, key.NominalInstantUtc, cancellationToken).ConfigureAwait(false);
        LogEnded(key, outcome, time.GetElapsedTime(began));
        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} begins")]
    private partial void LogBegins(RunKey key);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} ended: {Outcome}, after {Elapsed}")]
    private partial void LogEnded(RunKey key, JobOutcome outcome, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} waits for the line, which is held by {Holder}")]
    private partial void LogWaiting(RunKey key, string holder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} was stopped; it is made up for at the next start within its catch-up time")]
    private partial void LogStopped(RunKey key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} failed: {Reason}")]
    private partial void LogFailed(RunKey key, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} failed by a defect of the product; please report it")]
    private partial void LogDefect(Exception exception, RunKey key);
}
