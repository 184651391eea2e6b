namespace InspectFlow.Reporting.Storage;

/// <summary>A run to begin. Line, job and nominal instant are its key: the same key never runs to its end twice.</summary>
public record NewRun
{
    /// <summary>Gets the line's id.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets the kind of job, for example <c>scan</c>.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the instant for which it was scheduled (not when it got to run), or at which it was asked for.</summary>
    public required DateTimeOffset NominalAt { get; init; }

    /// <summary>Gets the model that it uses, or null.</summary>
    public string? ModelId { get; init; }

    /// <summary>Gets the calibration by which it decides, or null.</summary>
    public string? CalibrationId { get; init; }

    /// <summary>Gets the precision in which it scores, or null.</summary>
    public string? Precision { get; init; }

    /// <summary>Gets what else should be known about it (seed, device, versions), as JSON.</summary>
    /// <value>The default is an empty object.</value>
    public string Details { get; init; } = "{}";
}
