using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>A calibration made and stored.</summary>
/// <param name="Record">As stored.</param>
/// <param name="IsInForce">Whether it was put in force.</param>
/// <param name="Failed">The images that could not be read, "path: reason".</param>
public sealed record CalibrationResult(
    CalibrationRecord Record, bool IsInForce, IReadOnlyList<string> Failed);
