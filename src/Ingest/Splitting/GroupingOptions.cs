using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace InspectFlow.Ingest;

/// <summary>Which images belong together, so that a split must not part them.</summary>
public sealed record GroupingOptions : IValidatableObject
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets a regular expression over relative paths whose named groups tell lot, serial number or time block, for example
    /// <c>^(?&lt;lot&gt;[^/]+)/(?&lt;serial&gt;\d+)_</c>. Images for which all named groups capture the same belong together.
    /// Null, the default: paths say nothing.
    /// </summary>
    public string? PathPattern { get; init; }

    /// <summary>Gets when pictures look as if of the same part, or null to leave looks out. The default is to look.</summary>
    public NearDuplicateOptions? NearDuplicates { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PathPattern is null)
        {
            yield break;
        }

        string? fault = null;
        try
        {
            if (NamedGroups(CreatePattern(PathPattern)).Length == 0)
            {
                fault = "names no group; write the part of the path that tells a lot or serial number as (?<serial>…)";
            }
        }
        catch (ArgumentException e)
        {
            fault = $"is no regular expression ({e.Message})";
        }

        if (fault is not null)
        {
            yield return new(fault, [nameof(PathPattern)]);
        }
    }

    internal static Regex CreatePattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTimeout);

    internal static string[] NamedGroups(Regex pattern) =>
        pattern.GetGroupNames().Where(n => !char.IsAsciiDigit(n[0])).ToArray();
}
