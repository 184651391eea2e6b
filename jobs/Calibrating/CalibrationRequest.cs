using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>What a calibration is to be.</summary>
public sealed record CalibrationRequest
{
    /// <summary>Gets the score that decides, one of <see cref="ScoreNames.All"/>.</summary>
    public required string Score { get; init; }

    /// <summary>Gets the percentiles; null members stand for the defaults, which fall to what the sample supports.</summary>
    public required CalibrationOptions Percentiles { get; init; }

    /// <summary>Gets a value indicating whether the calibration goes into force at once. Off by default.</summary>
    public bool Activate { get; init; }

    /// <summary>Gets who asks, for the activation log.</summary>
    public required string By { get; init; }
}
