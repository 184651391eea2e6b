namespace InspectFlow.Reporting.Storage;

/// <summary>A calibration as stored.</summary>
public sealed record CalibrationRecord : NewCalibration
{
    /// <summary>Gets the calibration's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
