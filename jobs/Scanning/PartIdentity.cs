using System.Text.RegularExpressions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>Reads from an image's path what it shows: part, lot, serial number, station and view.</summary>
internal sealed class PartIdentity(string? pattern)
{
    private readonly Regex? regex = pattern is null
        ? null
        : new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Gives a result with what its path tells; a path that does not match tells nothing.</summary>
    public CaptureResult Complete(CaptureResult result)
    {
        var match = regex?.Match(result.Path);
        return match is not { Success: true }
            ? result
            : result with
            {
                Part = Group(match, "part"),
                Lot = Group(match, "lot"),
                Serial = Group(match, "serial"),
                Station = Group(match, "station"),
                View = Group(match, "view"),
            };
    }

    private static string? Group(Match match, string name) =>
        match.Groups[name] is { Success: true, Value.Length: > 0 } group ? group.Value : null;
}
