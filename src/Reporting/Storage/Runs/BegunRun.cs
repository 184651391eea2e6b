namespace InspectFlow.Reporting.Storage;

/// <summary>The answer to the wish to begin a run.</summary>
/// <param name="Start">What became of it. Only New and Resumed entitle the caller to work.</param>
/// <param name="Run">The run.</param>
public sealed record BegunRun(RunStart Start, RunRecord Run);
