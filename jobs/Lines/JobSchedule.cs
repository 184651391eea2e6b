using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Lines;

/// <summary>When one job runs.</summary>
public sealed record JobSchedule
{
    /// <summary>Gets the cron expression: seconds, minutes, hours, day of month, month, day of week (Quartz's form).</summary>
    [Required]
    public required string Cron { get; init; }

    /// <summary>
    /// Gets how long after its instant a run that was missed, because the service was down, is still worth making up for
    /// at the next start, as <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>. Only the latest missed instant is made up for. Zero: never.
    /// </summary>
    /// <value>The default is 12 hours.</value>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00", ErrorMessage = "must lie between 00:00:00 and 366 days")]
    [DefaultValue(typeof(TimeSpan), "12:00:00")]
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromHours(12);
}
