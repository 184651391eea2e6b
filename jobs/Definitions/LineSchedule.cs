using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Definitions;

/// <summary>When a line's jobs run by themselves under <c>inspectflow serve</c>.</summary>
public sealed record LineSchedule : IValidatableObject
{
    /// <summary>Gets the time zone in which every cron expression is read, by its IANA name, for example <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Gets when new images are scored, or null when only by hand.</summary>
    public JobSchedule? Scan { get; init; }

    /// <summary>Gets when a new calibration is computed, or null when only by hand. It never puts itself in force.</summary>
    public JobSchedule? Calibrate { get; init; }

    /// <summary>Gets when the report is written, or null when only by hand.</summary>
    public JobSchedule? Report { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeZone is null)
        {
            if ((Scan ?? Calibrate ?? Report) is not null)
            {
                yield return new("is required beside a cron expression: an IANA name such as \"Europe/Berlin\" or \"Etc/UTC\"", [nameof(TimeZone)]);
            }
        }
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new(
                $"\"{TimeZone}\" is not a time zone that this machine knows: write an IANA name such as \"Europe/Berlin\" (and install tzdata where it is missing)",
                [nameof(TimeZone)]);
        }
    }
}
