namespace InspectFlow.Reporting.Storage;

/// <summary>What a calibration makes of a score.</summary>
/// <param name="Outcome"><c>ok</c>, <c>review</c> or <c>reject</c>.</param>
/// <param name="Percentile">The share of reference scores below the score, 0 to 100; null when the score is not finite.</param>
/// <param name="Margin">The score less the review threshold, in the score's unit; null when the score is not finite.</param>
/// <param name="Reason">Why, where the thresholds alone do not tell; otherwise null.</param>
public sealed record DecisionValues(string Outcome, double? Percentile, double? Margin, string? Reason = null);
