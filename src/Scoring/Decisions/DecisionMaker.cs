using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>Decides about images by their scores and a calibration. Safe to share between threads.</summary>
/// <param name="calibration">The calibration in force.</param>
public sealed class DecisionMaker(Calibration calibration)
{
    /// <summary>Gets the calibration in force.</summary>
    public Calibration Calibration { get; } = calibration ?? throw new ArgumentNullException(nameof(calibration));

    /// <summary>
    /// Decides: reject above the reject threshold, review above the review threshold, otherwise ok. A readable image
    /// whose score is not finite is unlike anything the model has seen, and is rejected.
    /// </summary>
    /// <param name="score">The image's score; higher is more anomalous.</param>
    /// <returns>The decision.</returns>
    public Decision Decide(double score)
    {
        if (!double.IsFinite(score))
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"the score is not finite ({score})");
            return new Decision(Outcome.Reject, null, null, reason);
        }

        var outcome = Calibration.Reject is { } reject && score > reject.Value ? Outcome.Reject
            : score > Calibration.Review.Value ? Outcome.Review
            : Outcome.Ok;
        return new Decision(outcome, Calibration.Reference.Percentile(score), score - Calibration.Review.Value);
    }
}
