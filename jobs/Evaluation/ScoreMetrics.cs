using System.Text.Json.Serialization;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>How well one score separates the good from the defective images of a labelled set.</summary>
public sealed record ScoreMetrics
{
    /// <summary>Gets the area under the ROC curve over images, or null when a class is missing.</summary>
    [JsonPropertyName("image_auroc")]
    public required double? ImageAuroc { get; init; }

    /// <summary>Gets the same for each kind of defect against all good images.</summary>
    [JsonPropertyName("image_auroc_per_defect")]
    public required IReadOnlyDictionary<string, double?> ImageAurocPerDefect { get; init; }

    /// <summary>Gets the area under the ROC curve over the pixels of the score's map; null without a map or without masks.</summary>
    [JsonPropertyName("pixel_auroc")]
    public double? PixelAuroc { get; init; }

    /// <summary>Gets the area under the per-region-overlap curve of the score's map up to a false-positive rate of 0.3, over 0.3; null without a map or without masks.</summary>
    [JsonPropertyName("aupro")]
    public double? Aupro { get; init; }

    /// <summary>Gets how far each of the two can lie from its exact value; 0 up to two million pixels, null where they are.</summary>
    [JsonPropertyName("pixel_error")]
    public double? PixelError { get; init; }

    /// <summary>Gets the thresholds at the calibrated percentiles, in the score's unit.</summary>
    [JsonPropertyName("threshold")]
    public required ScoreThresholds Threshold { get; init; }

    /// <summary>Gets the number of good images above the review threshold.</summary>
    [JsonPropertyName("false_alarms")]
    public required int FalseAlarms { get; init; }

    /// <summary>Gets the share of good images above each calibrated threshold.</summary>
    [JsonPropertyName("false_alarm_rate")]
    public required ThresholdRates FalseAlarmRate { get; init; }

    /// <summary>Gets the share of defective images above each calibrated threshold.</summary>
    [JsonPropertyName("detection_rate")]
    public required ThresholdRates DetectionRate { get; init; }

    /// <summary>Gets how many false alarms at the review threshold the calibration leads to expect on so many good images.</summary>
    [JsonPropertyName("false_alarm_forecast")]
    public required FalseAlarmForecast FalseAlarmForecast { get; init; }
}
