namespace InspectFlow.Reporting.Storage;

/// <summary>How far a run's population has moved from the calibration's, by one statistic.</summary>
public sealed record DriftRecord
{
    /// <summary>Gets the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the calibration compared with.</summary>
    public required string CalibrationId { get; init; }

    /// <summary>Gets the statistic's name.</summary>
    public required string Statistic { get; init; }

    /// <summary>Gets its value.</summary>
    public required double Value { get; init; }

    /// <summary>Gets the value from which it alarms, or null when it never does.</summary>
    public double? AlarmAt { get; init; }

    /// <summary>Gets a value indicating whether it alarms.</summary>
    public required bool IsAlarm { get; init; }

    /// <summary>Gets how many images it is computed of.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Gets when it was computed.</summary>
    public DateTimeOffset ComputedAt { get; init; }
}
