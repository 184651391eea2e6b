using System.Text;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Export;

/// <summary>
/// The names in an export. Paths, file names and kinds of defects are other people's text: of them only letters, digits, dashes and
/// underscores stay, so that no name leads out of the folder, hides, or means something to a system. The manifest has them as they were.
/// </summary>
internal static class ExportNames
{
    public const string TrainGood = "train/good";
    public const string TestGood = "test/good";
    public const string Test = "test/";
    public const string Manifest = "manifest.csv";

    private const string Unnamed = "defect";
    private const int MaxLength = 60;
    private const int HashLength = 10;

    // Names that Windows keeps for devices, and the one that this layout keeps for good parts.
    private static readonly HashSet<string> Reserved = new(
        ["good", "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the folder of a verdict.</summary>
    /// <param name="row">The image, judged good or defective.</param>
    /// <param name="isTest">Whether a good image is kept from training.</param>
    public static string Folder(ReviewRow row, bool isTest) => row.Verdict switch
    {
        VerdictKind.Good => isTest ? TestGood : TrainGood,
        _ => Test + Kind(row.DefectType),
    };

    /// <summary>Gives the folder's name for a kind of defect.</summary>
    public static string Kind(string? defectType)
    {
        var name = Safe(defectType);
        return name.Length == 0 ? Unnamed : Reserved.Contains(name) ? $"{Unnamed}_{name}" : name;
    }

    /// <summary>Gives an image's file name: its own, made safe, with the beginning of its content's hash, which keeps files of one name apart.</summary>
    /// <param name="row">The image.</param>
    /// <param name="extension">The ending, with its dot.</param>
    public static string File(ReviewRow row, string extension)
    {
        var name = Safe(Path.GetFileNameWithoutExtension(row.Path[(row.Path.LastIndexOf('/') + 1)..]));
        return $"{(name.Length == 0 ? "image" : name)}-{row.ContentHash[..HashLength]}{extension}";
    }

    /// <summary>Gives the ending of an image's own file.</summary>
    public static string Extension(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is { Length: > 1 and <= 6 } extension && extension.AsSpan(1).ContainsAnyExceptInRange('a', 'z') is false
            ? extension
            : ".png";

    private static string Safe(string? text)
    {
        var name = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).Normalize().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '-')
            {
                name.Append(rune);
            }
            else if (name.Length > 0 && name[^1] is not '_')
            {
                name.Append('_');
            }

            if (name.Length >= MaxLength)
            {
                break;
            }
        }

        return name.ToString().Trim('_', '-');
    }
}
