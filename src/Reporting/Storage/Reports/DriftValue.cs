namespace InspectFlow.Reporting.Storage;

/// <summary>The two scores of an image by which a run is compared with its calibration.</summary>
public sealed record DriftValue
{
    /// <summary>Gets the negative log-likelihood in nats per image; null when it is not a number.</summary>
    public double? Nll { get; init; }

    /// <summary>Gets the score that decided; null when it is not a number.</summary>
    public double? Deciding { get; init; }
}
