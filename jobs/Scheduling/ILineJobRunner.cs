using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>Does the work of a scheduled job. The scheduler decides when, and holds the line's <see cref="LineLock"/> meanwhile.</summary>
public interface ILineJobRunner
{
    /// <summary>Runs one job of one line and records the run under its key.</summary>
    /// <param name="line">The line.</param>
    /// <param name="job">What to do.</param>
    /// <param name="nominalInstantUtc">The instant that the schedule names, in UTC.</param>
    /// <param name="cancellationToken">Asks the job to stop at the next point from which it can be resumed.</param>
    /// <returns>How it ended; <see cref="JobOutcome.AlreadyDone"/> when a run with this key was completed before.</returns>
    Task<JobOutcome> RunAsync(
        LineDefinition line, JobKind job, DateTimeOffset nominalInstantUtc, CancellationToken cancellationToken);
}
