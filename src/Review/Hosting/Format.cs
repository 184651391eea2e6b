using System.Globalization;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review;

/// <summary>How numbers, times and states are written on the pages.</summary>
internal static class Format
{
    /// <summary>Gives a score to as many digits as tell images apart.</summary>
    public static string Score(double? score) => score is not { } value || !double.IsFinite(value)
        ? "not finite"
        : value.ToString(Math.Abs(value) switch { >= 10_000 => "N0", >= 1000 => "N1", >= 10 => "N2", _ => "N3" }, CultureInfo.InvariantCulture);

    /// <summary>Gives how far above the threshold, in distances of the threshold from the median of good images.</summary>
    public static string Severity(double severity) =>
        severity >= 1e300 ? "∞" : severity.ToString(severity >= 99.95 ? "+0;−0" : "+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    /// <summary>Gives a whole number.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Gives a percentile.</summary>
    public static string Percentile(double? percentile) =>
        percentile is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>Gives a correlation.</summary>
    public static string Correlation(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Gives a time to the minute.</summary>
    public static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Gives how long something took, a dash while it is under way.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "–",
        { TotalSeconds: < 10 } d => d.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalSeconds: < 100 } d => d.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 100 } d => d.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
        { } d => d.TotalHours.ToString("0.0", CultureInfo.InvariantCulture) + " h",
    };

    /// <summary>Gives a fraction in percent.</summary>
    public static string Percent(double share) => double.IsNaN(share)
        ? "–"
        : (100 * share).ToString(share is 0 or 1 ? "0" : share < 0.1 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Gives an interval of fractions in percent.</summary>
    public static string Interval(double low, double high) =>
        Percent(low)[..^2] + " to " + Percent(high);

    /// <summary>Gives a size in bytes.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{Count(bytes)} B",
        < 1024 * 1024 => (bytes / 1024.0).ToString("0.#", CultureInfo.InvariantCulture) + " KiB",
        _ => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture) + " MiB",
    };

    /// <summary>Gives a number as attributes and addresses take it.</summary>
    public static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Gives a verdict in words.</summary>
    public static string Verdict(VerdictKind? verdict, string? defectType) => verdict switch
    {
        VerdictKind.Defective => defectType is null ? "defect" : $"defect: {defectType}",
        VerdictKind.Good => "good",
        VerdictKind.Unsure => "unsure",
        VerdictKind.Withdrawn => "taken back",
        _ => "open",
    };

    /// <summary>Gives the name of a path's file.</summary>
    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
