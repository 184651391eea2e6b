using System.Text.Json.Serialization;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>A share of images above the two thresholds of a calibration.</summary>
/// <param name="Review">Above the review threshold.</param>
/// <param name="Reject">Above the reject threshold, or null when the calibration has none.</param>
public sealed record ThresholdRates(
    [property: JsonPropertyName("review")] double? Review,
    [property: JsonPropertyName("reject")] double? Reject);
