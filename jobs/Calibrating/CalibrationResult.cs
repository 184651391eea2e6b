using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>A calibration made and stored.</summary>
/// <param name="Record">As stored.</param>
/// <param name="Calibration">With its reference scores and intervals.</param>
/// <param name="IsInForce">Whether it was put in force.</param>
/// <param name="Failed">The images that could not be read, "path: reason".</param>
public sealed record CalibrationResult(
    CalibrationRecord Record, Calibration Calibration, bool IsInForce, IReadOnlyList<string> Failed);
