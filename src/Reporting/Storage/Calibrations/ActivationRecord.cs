namespace InspectFlow.Reporting.Storage;

/// <summary>One entry of a line's activation log. The highest version is in force.</summary>
public sealed record ActivationRecord
{
    /// <summary>Gets the line's id.</summary>
    public required string LineId { get; init; }

    /// <summary>Gets the entry's number within the line: 1, 2, …</summary>
    public required int Version { get; init; }

    /// <summary>Gets the model put in force.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the calibration put in force.</summary>
    public required string CalibrationId { get; init; }

    /// <summary>Gets since when.</summary>
    public required DateTimeOffset ActivatedAt { get; init; }

    /// <summary>Gets by whom: a person, or the job that did it.</summary>
    public required string ActivatedBy { get; init; }
}
