namespace InspectFlow.Reporting.Storage;

/// <summary>Thresholds for one score of one model, to be stored. Immutable once stored.</summary>
public record NewCalibration
{
    /// <summary>Gets the id of the line.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets the id of the model whose scores were used.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the score that decides: <c>nll</c>, <c>peak</c>, <c>typicality</c> or <c>complexity</c>.</summary>
    public required string Score { get; init; }

    /// <summary>Gets the precision in which the scores were computed, for example <c>fp32</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets where the reference scores come from.</summary>
    /// <value>The default is <c>held-out</c>: good images that training never saw.</value>
    public string Source { get; init; } = "held-out";

    /// <summary>Gets how many reference scores set the thresholds.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Gets the percentile of the review threshold, for example 99.</summary>
    public required double ReviewPercentile { get; init; }

    /// <summary>Gets the score above which an image is put to review, in the score's unit.</summary>
    public required double ReviewThreshold { get; init; }

    /// <summary>Gets the percentile of the reject threshold, or null when the sample supports none.</summary>
    public double? RejectPercentile { get; init; }

    /// <summary>Gets the score above which an image is rejected, in the score's unit, or null.</summary>
    public double? RejectThreshold { get; init; }

    /// <summary>Gets what the operator should know about these thresholds.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets everything else that belongs to the calibration (intervals, references, map scale), as JSON.</summary>
    /// <value>The default is an empty object.</value>
    public string Details { get; init; } = "{}";
}
