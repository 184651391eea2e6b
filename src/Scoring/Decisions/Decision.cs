namespace InspectFlow.Scoring;

/// <summary>What becomes of one image.</summary>
/// <param name="Outcome">One of <see cref="Scoring.Outcome"/>.</param>
/// <param name="Percentile">Where the score stands among the good images, in percent; null when the score is not finite.</param>
/// <param name="Margin">Score minus review threshold, in the unit of the score; null when the score is not finite.</param>
/// <param name="Reason">Why, where the thresholds alone do not say; otherwise null.</param>
public sealed record Decision(string Outcome, double? Percentile, double? Margin, string? Reason = null);
