namespace InspectFlow.Jobs.Scanning;

/// <summary>Another process is at the same run.</summary>
public sealed class RunNotPossibleException : InspectFlowException
{
    /// <summary>Initializes a new instance of the <see cref="RunNotPossibleException"/> class.</summary>
    /// <param name="line">The line's name.</param>
    /// <param name="runId">The run.</param>
    public RunNotPossibleException(string line, string runId)
        : base($"line {line}: run {runId} is being worked on by another process. Wait until it has ended, or stop it.") => RunId = runId;

    /// <summary>Gets the run.</summary>
    public string RunId { get; }
}
