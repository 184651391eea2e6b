using System.Text.Json.Serialization;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>The two thresholds of a score, at the calibrated percentiles of held-out good images.</summary>
/// <param name="Review">The review threshold, in the score's unit.</param>
/// <param name="ReviewPercentile">The percentile that it stands for.</param>
/// <param name="Reject">The reject threshold, or null when the calibration has none.</param>
/// <param name="RejectPercentile">The percentile that it stands for, or null.</param>
public sealed record ScoreThresholds(
    [property: JsonPropertyName("review")] double Review,
    [property: JsonPropertyName("review_percentile")] double ReviewPercentile,
    [property: JsonPropertyName("reject")] double? Reject,
    [property: JsonPropertyName("reject_percentile")] double? RejectPercentile);
