using System.Globalization;

namespace InspectFlow.Jobs.Console;

/// <summary>Puts progress into words: <c>scanning 1,200 of 5,000, 84.1/s, 0:45 left</c>.</summary>
internal static class ProgressText
{
    /// <summary>Describes work under way or done.</summary>
    /// <param name="activity">What is done, for example <c>scanning</c>.</param>
    /// <param name="unit">What is counted, for example <c>images</c>.</param>
    /// <param name="update">How far it has come.</param>
    /// <param name="rate">How much of it is done in a second; null where that is not known yet.</param>
    /// <param name="elapsed">How long it has taken.</param>
    /// <param name="finished">True for the last line, which tells the time taken and not the time left.</param>
    /// <returns>One line, without a line end.</returns>
    public static string Describe(string activity, string unit, ProgressUpdate update, double? rate, TimeSpan elapsed, bool finished)
    {
        var parts = new List<string>
        {
            update.Total is { } total && !(finished && total == update.Done)
                ? string.Create(CultureInfo.InvariantCulture, $"{activity}: {update.Done:N0} of {total:N0} {unit}")
                : string.Create(CultureInfo.InvariantCulture, $"{activity}: {update.Done:N0} {unit}"),
        };

        if (rate is > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:G3}/s"));
            if (!finished && update.Total > update.Done)
            {
                parts.Add($"{Duration(TimeSpan.FromSeconds((update.Total.Value - update.Done) / rate.Value))} left");
            }
        }

        if (finished)
        {
            parts.Add($"took {Duration(elapsed)}");
        }

        if (update.Note is not null)
        {
            parts.Add(update.Note);
        }

        return string.Join(", ", parts);
    }

    private static string Duration(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}");
}
