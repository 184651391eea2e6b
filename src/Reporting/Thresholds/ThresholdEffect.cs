using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Thresholds;

/// <summary>What a threshold would have done to images that were decided on by another.</summary>
/// <param name="Threshold">The threshold, with the rate of false alarms that the calibration promises.</param>
/// <param name="Role">What it is in the calibration: <c>review</c> or <c>reject</c>; null for one that is not in it.</param>
/// <param name="Flagged">How many of the images it would have flagged.</param>
/// <param name="Defective">How many of those that people judged defective it would have flagged.</param>
/// <param name="Good">How many of those that people judged good it would have flagged.</param>
public sealed record ThresholdEffect(CalibratedThreshold Threshold, string? Role, long Flagged, long Defective, long Good);
