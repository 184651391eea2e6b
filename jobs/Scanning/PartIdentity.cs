using System.Text.RegularExpressions;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>Reads from an image's path what it shows: part, lot, serial number, station and view.</summary>
/// <param name="line">Has the pattern, which is for paths in a source's folder.</param>
/// <param name="pathPrefix">What stands before the paths in the database (<see cref="ScanRequest.PathPrefix"/>).</param>
internal sealed class PartIdentity(LineDefinition line, string pathPrefix)
{
    // Another folder than the line's own is no part of what the pattern is for.
    private readonly int skipped = Path.IsPathRooted(pathPrefix) ? pathPrefix.Length : 0;

    private readonly Regex? regex = line.PartPattern is null
        ? null
        : new Regex(line.PartPattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Gives a result with what its path tells; a path that does not match tells nothing.</summary>
    /// <exception cref="OptionsException">The pattern takes too long on the path.</exception>
    public CaptureResult Complete(CaptureResult result)
    {
        var match = Match(result.Path[skipped..]);
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

    private Match? Match(string path)
    {
        try
        {
            return regex?.Match(path);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new OptionsException(
                line.SourceFile,
                [new("$.partPattern", $"{line.PartPattern} takes more than a second on the file {path}; write it without repetitions of repetitions, such as (a+b?)+")]);
        }
    }

    private static string? Group(Match match, string name) =>
        match.Groups[name] is { Success: true, Value.Length: > 0 } group ? group.Value : null;
}
