using System.Text.Json.Serialization;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>What an evaluation writes to <c>metrics.json</c>.</summary>
public sealed record EvaluationMetrics
{
    /// <summary>Gets the folder evaluated.</summary>
    [JsonPropertyName("dataset")]
    public required string Dataset { get; init; }

    /// <summary>Gets the model's family.</summary>
    [JsonPropertyName("family")]
    public required string Family { get; init; }

    /// <summary>Gets what other families and sizes the model was compared with, for a person; null where nothing else was tried.</summary>
    [JsonPropertyName("compared")]
    public string? Compared { get; init; }

    /// <summary>Gets the score that decides.</summary>
    [JsonPropertyName("score")]
    public required string Score { get; init; }

    /// <summary>Gets why that score, for a person.</summary>
    [JsonPropertyName("score_reason")]
    public required string ScoreReason { get; init; }

    /// <summary>Gets the area under the ROC curve of the deciding score over images.</summary>
    [JsonPropertyName("image_auroc")]
    public required double? ImageAuroc { get; init; }

    /// <summary>Gets the same for each kind of defect against all good images.</summary>
    [JsonPropertyName("image_auroc_per_defect")]
    public required IReadOnlyDictionary<string, double?> ImageAurocPerDefect { get; init; }

    /// <summary>
    /// Gets the area under the ROC curve over pixels of the deciding score's map, or of the local NLL map where that score has none; null
    /// without a map or without masks.
    /// </summary>
    [JsonPropertyName("pixel_auroc")]
    public double? PixelAuroc { get; init; }

    /// <summary>Gets the area under the per-region-overlap curve of the same map, up to a false-positive rate of 0.3, over 0.3.</summary>
    [JsonPropertyName("aupro")]
    public double? Aupro { get; init; }

    /// <summary>Gets the share of good test images above each threshold of the deciding score.</summary>
    [JsonPropertyName("false_alarm_rate")]
    public required ThresholdRates FalseAlarmRate { get; init; }

    /// <summary>Gets the share of defective test images above each threshold of the deciding score.</summary>
    [JsonPropertyName("detection_rate")]
    public required ThresholdRates DetectionRate { get; init; }

    /// <summary>Gets how far each of the two can lie from its exact value; 0 up to two million pixels, null where they are.</summary>
    [JsonPropertyName("pixel_error")]
    public double? PixelError { get; init; }

    /// <summary>Gets what the pixel metrics were measured against; null for a data set without masks.</summary>
    [JsonPropertyName("ground_truth")]
    public GroundTruthCensus? GroundTruth { get; init; }

    /// <summary>Gets the same figures for every score that the model has.</summary>
    [JsonPropertyName("scores")]
    public required IReadOnlyDictionary<string, ScoreMetrics> Scores { get; init; }

    /// <summary>Gets <see cref="Scores"/> under its former name.</summary>
    [JsonPropertyName("by_score")]
    public IReadOnlyDictionary<string, ScoreMetrics> ByScore => Scores;

    /// <summary>Gets the flow's mean bits per dimension on the calibration images, which training never saw.</summary>
    [JsonPropertyName("bits_per_dim")]
    public required double? BitsPerDim { get; init; }

    /// <summary>Gets the same of a Gaussian with shrinkage covariance fitted to the same images with the same noise.</summary>
    [JsonPropertyName("gaussian_bits_per_dim")]
    public required double? GaussianBitsPerDim { get; init; }

    /// <summary>Gets how long training took, in seconds.</summary>
    [JsonPropertyName("train_seconds")]
    public required double TrainSeconds { get; init; }

    /// <summary>Gets the rate at which the test images went from file to stored score.</summary>
    [JsonPropertyName("images_per_second")]
    public required double ImagesPerSecond { get; init; }

    /// <summary>Gets the number of images by part of the set: fit, select, calibrate, test_good, test_defective, unreadable.</summary>
    [JsonPropertyName("images")]
    public required IReadOnlyDictionary<string, int> Images { get; init; }

    /// <summary>Gets the identity of the model.</summary>
    [JsonPropertyName("model_sha256")]
    public required string ModelSha256 { get; init; }

    /// <summary>Gets the seed of training and splitting.</summary>
    [JsonPropertyName("seed")]
    public required long Seed { get; init; }
}
