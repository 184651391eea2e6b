using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Sessions;

/// <summary>Between a calibration as Scoring computes it and as the database keeps it.</summary>
internal static class StoredCalibration
{
    /// <summary>Rebuilds a calibration from its record and its reference scores.</summary>
    public static Calibration Read(InspectionStore store, CalibrationRecord record)
    {
        var reference = new ReferenceScores(
            store.GetReferenceScores(record.Id).Select(r => r.Value(record.Score) ?? double.NaN));
        return new Calibration
        {
            Reference = reference,
            Review = Calibrator.At(reference, record.ReviewPercentile),
            Reject = record.RejectPercentile is { } percentile ? Calibrator.At(reference, percentile) : null,
            Warnings = record.Warnings,
        };
    }

    /// <summary>Puts a calibration into the form that the database keeps.</summary>
    public static NewCalibration ToRecord(
        Calibration calibration, string lineId, string modelId, string score, string precision, string source) => new()
        {
            LineId = lineId,
            ModelId = modelId,
            Score = score,
            Precision = precision,
            Source = source,
            SampleCount = calibration.Reference.Count,
            ReviewPercentile = calibration.Review.Percentile,
            ReviewThreshold = calibration.Review.Value,
            RejectPercentile = calibration.Reject?.Percentile,
            RejectThreshold = calibration.Reject?.Value,
            Warnings = calibration.Warnings,
        };

    /// <summary>Makes a decision from an image's scores by one of them; a score that is not finite rejects.</summary>
    public static Func<ScoreValues, DecisionValues> Decider(Calibration calibration, string score)
    {
        var maker = new DecisionMaker(calibration);
        return scores =>
        {
            var decision = maker.Decide(scores.Value(score) ?? double.NaN);
            return new DecisionValues(decision.Outcome, decision.Percentile, decision.Margin, decision.Reason);
        };
    }
}
