using System.Globalization;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>
/// How much of the image a model's peak averages: what it was trained with, since its references and every threshold of it are of that
/// peak. A line that asks for another is told so before it scores.
/// </summary>
internal static class BundlePeakPercent
{
    /// <summary>The name under which a bundle keeps it.</summary>
    public const string Name = "peak_percent";

    /// <summary>Reads it from a bundle; one that has none, of an earlier release, scores as the line says.</summary>
    /// <returns>The share of the pixels, in percent.</returns>
    public static double Of(ModelBundle bundle, LineDefinition line) => Of(bundle) ?? line.PeakPercentOf(bundle.Metadata.Architecture.Family);

    /// <summary>Writes what a line asks for as a bundle keeps it.</summary>
    public static string Json(LineDefinition line) => line.PeakPercentOf(line.Model.Family).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Says where a line asks for another peak than the model's.</summary>
    /// <returns>The difference, or none.</returns>
    public static IEnumerable<string> Differences(ModelBundle bundle, LineDefinition line)
    {
        if (line.Calibration.PeakPercent is { } defined && Of(bundle) is { } trained && defined != trained)
        {
            yield return FormattableString.Invariant($"$.calibration.peakPercent: the definition has {defined}, the model {trained}");
        }
    }

    private static double? Of(ModelBundle bundle) =>
        bundle.Metadata.References.TryGetValue(Name, out var json) ? double.Parse(json, CultureInfo.InvariantCulture) : null;
}
