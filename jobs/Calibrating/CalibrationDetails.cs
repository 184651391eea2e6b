using InspectFlow.Reporting.Pictures;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>What a calibration keeps beside its thresholds.</summary>
/// <param name="MapScale">The colour scale of its maps.</param>
public sealed record CalibrationDetails(MapScale MapScale);
