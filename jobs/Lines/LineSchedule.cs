using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Lines;

/// <summary>When a line's jobs run by themselves under <c>inspectflow serve</c>.</summary>
public sealed record LineSchedule
{
    /// <summary>Gets the time zone in which every cron expression is read, by its IANA name, for example <c>Europe/Berlin</c>.</summary>
    [Required(ErrorMessage = "is required beside a cron expression: an IANA name such as \"Europe/Berlin\" or \"Etc/UTC\"")]
    public string? TimeZone { get; init; }

    /// <summary>Gets when new images are scored, or null when only by hand.</summary>
    public JobSchedule? Scan { get; init; }

    /// <summary>Gets when a new calibration is computed, or null when only by hand. It never puts itself in force.</summary>
    public JobSchedule? Calibrate { get; init; }

    /// <summary>Gets when the report is written, or null when only by hand.</summary>
    public JobSchedule? Report { get; init; }
}
