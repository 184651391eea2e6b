using System.Text.Json;

namespace InspectFlow.Jobs.Demo;

/// <summary>The words for what is wrong with a demo part, as folders and CSV files have them.</summary>
public static class DefectNames
{
    /// <summary>The kind of a good part.</summary>
    public const string Good = "good";

    /// <summary>Gets the word for a kind of defect, for example <c>missing_hole</c>.</summary>
    /// <param name="kind">The kind; null for a good part.</param>
    /// <returns>The word, in lower case with underscores.</returns>
    public static string Of(DefectKind? kind) =>
        kind is { } defect ? JsonNamingPolicy.SnakeCaseLower.ConvertName(defect.ToString()) : Good;
}
