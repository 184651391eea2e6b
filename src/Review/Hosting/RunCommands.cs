using System.Globalization;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Review;

/// <summary>The commands that pages show, to be copied into a shell.</summary>
internal static class RunCommands
{
    /// <summary>Gives a text as a shell takes it as one word.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or ':' or '=' or ',' or '@')
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>
    /// Gives the command that puts thresholds at percentiles in force. Both are named, because one that is not would come from the
    /// definition instead of what is in force.
    /// </summary>
    public static string Calibrate(ReviewLine line, CalibrationRecord inForce, double review, double? reject) => string.Create(
        CultureInfo.InvariantCulture,
        $"inspectflow calibrate --line {Quote(line.File)} --score {inForce.Score} --review {review:R}{(reject is { } p ? string.Create(CultureInfo.InvariantCulture, $" --reject {p:R}") : string.Empty)} --activate");

    /// <summary>Gives the command that puts a stored calibration in force.</summary>
    public static string Activate(ReviewLine line, CalibrationRecord calibration) =>
        $"inspectflow models --line {Quote(line.File)} --activate {calibration.Id}";

    /// <summary>Gives the command that writes judged images to a folder.</summary>
    public static string Export(ReviewLine line) => $"inspectflow export --line {Quote(line.File)} --out DIR";
}
