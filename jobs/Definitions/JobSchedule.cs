using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InspectFlow.Jobs.Scheduling;

namespace InspectFlow.Jobs.Definitions;

/// <summary>When one job runs.</summary>
public sealed record JobSchedule : IValidatableObject
{
    /// <summary>
    /// Gets the cron expression: five fields as in crontab (minutes, hours, day of month, month, day of week), for example
    /// <c>30 2 * * *</c> for 02:30 every night, or Quartz's six with the seconds first.
    /// </summary>
    [Required]
    public required string Cron { get; init; }

    /// <summary>
    /// Gets how long after its instant a run is still worth making up for, as <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>: one that was missed,
    /// because the service was down, at the next start, and a scan that failed after ten minutes, then ever more seldom. Only the latest
    /// instant is made up for. Zero: never.
    /// </summary>
    /// <value>The default is 12 hours.</value>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00", ErrorMessage = "must lie between 00:00:00 and 366 days")]
    [DefaultValue(typeof(TimeSpan), "12:00:00")]
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromHours(12);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Fault() is { } fault)
        {
            yield return new($"is not a cron expression: {fault} (\"30 2 * * *\" is 02:30 every night)", [nameof(Cron)]);
        }
    }

    private string? Fault()
    {
        try
        {
            return CronSchedule.Parse(Cron, TimeZoneInfo.Utc).NextAfter(DateTimeOffset.UnixEpoch) is null ? "it never comes" : null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
