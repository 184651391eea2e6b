using InspectFlow.Jobs.Definitions;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>A run that is due.</summary>
/// <param name="Line">The line.</param>
/// <param name="Key">The run.</param>
public sealed record DueRun(LineDefinition Line, RunKey Key);
