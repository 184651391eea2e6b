using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>What a scan did.</summary>
/// <param name="Run">The run as recorded.</param>
/// <param name="Timings">Where the time went; null when the run was done before.</param>
/// <param name="Problems">Folders that could not be listed, "path: reason".</param>
public sealed record ScanResult(RunRecord Run, PipelineTimings? Timings, IReadOnlyList<string> Problems)
{
    /// <summary>Gets the score that decided, and why that one.</summary>
    public required DecidingScore Score { get; init; }

    /// <summary>Gets a value indicating whether the run was complete before, so that there was nothing to do.</summary>
    public bool WasDone => Timings is null;
}
