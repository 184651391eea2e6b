using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>Works out how well a score separates a labelled test set, and what its calibrated thresholds do there.</summary>
internal static class MetricsCalculator
{
    /// <summary>Works out the figures of one score.</summary>
    /// <param name="scores">The test images' scores.</param>
    /// <param name="score">Which score.</param>
    /// <param name="calibration">Its calibration on held-out good images.</param>
    /// <param name="pixels">How its map marks defective pixels; null without a map or masks.</param>
    public static ScoreMetrics Of(LabelledScores scores, string score, Calibration calibration, PixelMetrics? pixels)
    {
        var good = scores.Of(LabelledScores.Good, score);
        var defective = scores.OfDefects(score);
        return new()
        {
            ImageAuroc = Auroc.Of(good, defective),
            ImageAurocPerDefect = scores.Defects.ToDictionary(d => d, d => Auroc.Of(good, scores.Of(d, score)), StringComparer.Ordinal),
            PixelAuroc = pixels?.Auroc,
            Aupro = pixels?.Aupro,
            PixelError = pixels?.Auroc is null ? null : Math.Max(pixels.AurocError, pixels.AuproError),
            Threshold = new(calibration.Review.Value, calibration.Review.Percentile, calibration.Reject?.Value, calibration.Reject?.Percentile),
            FalseAlarms = Rates.CountAbove(good, calibration.Review.Value),
            FalseAlarmRate = At(good, calibration),
            DetectionRate = At(defective, calibration),
            FalseAlarmForecast = FalseAlarmForecast.Of(calibration.Reference.Count, calibration.Review.Rank, good.Count),
        };
    }

    private static ThresholdRates At(IReadOnlyCollection<double> scores, Calibration calibration) =>
        new(Rates.Above(scores, calibration.Review.Value), Rates.Above(scores, calibration.Reject?.Value));
}
