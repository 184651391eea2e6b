using System.Globalization;
using System.Text.Json;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>
/// What makes a scheduled run the same run: a second firing for the same key, after a crash or from a second scheduler, finds the
/// first one's record and does nothing.
/// </summary>
/// <param name="Line">The line's name.</param>
/// <param name="Job">What is run.</param>
/// <param name="NominalInstantUtc">The instant that the cron expression names, in UTC, whenever the run really began.</param>
public sealed record RunKey(string Line, JobKind Job, DateTimeOffset NominalInstantUtc)
{
    /// <summary>Gives the key as text, for example <c>casting-12/scan/2026-03-29T01:00:00Z</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var job = JsonNamingPolicy.CamelCase.ConvertName(Job.ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{Line}/{job}/{NominalInstantUtc.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }
}
