using System.Security.Cryptography;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Sessions;

/// <summary>
/// Compares the frames of a line's flat field with those that a model was made with. By content: a file may have another
/// path on another machine, and need not be there at all, since the model has its field inside.
/// </summary>
internal sealed class FlatFieldFrames
{
    /// <summary>Initializes a new instance of the <see cref="FlatFieldFrames"/> class.</summary>
    public FlatFieldFrames(PreprocessingOptions defined, PreprocessingOptions trained)
    {
        Defined = defined;
        if (defined.FlatField is not { } mine || trained is not { FlatField: { } its, MeasuredFlatField: { } field })
        {
            return;
        }

        var differences = new List<string>();
        Defined = defined with
        {
            FlatField = mine with
            {
                Reference = Match(mine.Reference, its.Reference, field.ReferenceSha256, "reference", differences),
                Dark = Match(mine.Dark, its.Dark, field.DarkSha256, "dark", differences),
            },
        };
        Differences = differences;
    }

    /// <summary>Gets the line's preprocessing, frames that are the model's under the model's paths.</summary>
    public PreprocessingOptions Defined { get; }

    /// <summary>Gets what differs in content, a sentence each.</summary>
    public IReadOnlyList<string> Differences { get; } = [];

    private static string? Match(string? mine, string? its, string? sha256, string member, List<string> differences)
    {
        if (mine is null || its is null)
        {
            return mine;
        }

        if (File.Exists(mine))
        {
            using var stream = File.OpenRead(mine);
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (!string.Equals(found, sha256, StringComparison.Ordinal))
            {
                differences.Add($"$.preprocessing.flatField.{member}: the file {mine} has SHA-256 {found}, the model was made with {sha256}");
            }
        }

        return its;
    }
}
