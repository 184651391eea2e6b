using System.Globalization;

namespace InspectFlow.Reporting.Html;

/// <summary>How numbers and instants are written on pages, whatever the machine's culture.</summary>
internal static class Numbers
{
    /// <summary>A number with about four digits.</summary>
    public static string Of(double value)
    {
        var text = Math.Abs(value) switch
        {
            double.PositiveInfinity => "∞",
            >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
            >= 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString("0.####", CultureInfo.InvariantCulture),
        };
        var sign = double.IsNegativeInfinity(value) ? "-" : string.Empty;
        return (sign + text).Replace("-", "−", StringComparison.Ordinal);
    }

    /// <summary>The same, or a dash where there is none.</summary>
    public static string Of(double? value) => value is { } number && !double.IsNaN(number) ? Of(number) : "–";

    /// <summary>A number with its sign.</summary>
    public static string Signed(double value) => (value > 0 ? "+" : string.Empty) + Of(value);

    /// <summary>A share with its percent sign, or a dash where there is none.</summary>
    public static string Percent(double? percent) => percent is { } p
        ? p.ToString(p is 0 or >= 9.995 ? "0.#" : "0.00", CultureInfo.InvariantCulture) + " %"
        : "–";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    public static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string ShortTime(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "–",
        { TotalSeconds: < 100 } d => d.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 100 } d => d.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
        { } d => d.TotalHours.ToString("0.0", CultureInfo.InvariantCulture) + " h",
    };
}
