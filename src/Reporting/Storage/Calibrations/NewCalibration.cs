using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

/// <summary>Thresholds for one score of one model, to be stored. Immutable once stored.</summary>
public record NewCalibration
{
    /// <summary>Gets the id of the line.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets the id of the model whose scores were used.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the score that decides, one of <see cref="ScoreNames"/>.</summary>
    public required string Score { get; init; }

    /// <summary>Gets the precision in which the scores were computed, for example <c>fp32</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Gets where the reference scores come from.</summary>
    /// <value>The default is <c>held-out</c>: good images that training never saw.</value>
    public string Source { get; init; } = "held-out";

    /// <summary>Gets the thresholds and the reference scores of the deciding score.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>Gets everything else that belongs to the calibration (typicality reference, map scale), as JSON.</summary>
    /// <value>The default is an empty object.</value>
    public string Details { get; init; } = "{}";
}
