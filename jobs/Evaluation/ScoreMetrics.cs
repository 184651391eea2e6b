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

    /// <summary>Gets the area under the ROC curve over pixels; null: this build makes no full-resolution maps.</summary>
    [JsonPropertyName("pixel_auroc")]
    public double? PixelAuroc { get; init; }

    /// <summary>Gets the area under the per-region overlap curve; null: this build makes no full-resolution maps.</summary>
    [JsonPropertyName("aupro")]
    public double? Aupro { get; init; }

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
