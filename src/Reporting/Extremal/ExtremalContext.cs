using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Extremal;

/// <summary>What the images of a report were found by.</summary>
/// <param name="Line">The line's name.</param>
/// <param name="Run">The run.</param>
/// <param name="Model">The model that scored.</param>
/// <param name="Calibration">The calibration that decided.</param>
public sealed record ExtremalContext(string Line, RunRecord Run, ModelRecord Model, CalibrationRecord Calibration);
