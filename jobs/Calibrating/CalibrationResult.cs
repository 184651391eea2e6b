using System.Globalization;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Calibrating;

/// <summary>A calibration made and stored.</summary>
/// <param name="Record">As stored.</param>
/// <param name="IsInForce">Whether it was put in force.</param>
/// <param name="Failed">The images that could not be read, "path: reason".</param>
/// <param name="SetBy">The image that alone sets the review threshold; null where none does or the images are not known.</param>
public sealed record CalibrationResult(CalibrationRecord Record, bool IsInForce, IReadOnlyList<string> Failed, ThresholdImage? SetBy = null)
{
    /// <summary>Tells a person what the thresholds are and what they promise.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="definition">The line definition's file.</param>
    public void Describe(TextWriter output, string? definition)
    {
        ArgumentNullException.ThrowIfNull(output);
        var calibration = Record.Calibration;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"calibration  {Record.Id}, by {Record.Score} on {calibration.Reference.Count} good images ({Record.Source}), {(IsInForce ? "in force" : "not in force")}"));
        output.WriteLine($"review       {Text(calibration.Review)}");
        if (SetBy is { } image)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"             set by {image.Path} alone, the next good image has {image.Next:G7}: make sure that it shows a good part"));
        }

        output.WriteLine($"reject       {(calibration.Reject is { } reject ? Text(reject) : "none: too few images")}");
        foreach (var warning in calibration.Warnings.Concat(Failed.Select(f => $"unreadable: {f}")))
        {
            output.WriteLine($"warning      {warning}");
        }

        if (!IsInForce)
        {
            output.WriteLine($"             put it in force with: inspectflow models --line {definition} --activate {Record.Id}");
        }
    }

    private string Text(CalibratedThreshold threshold) => string.Create(
        CultureInfo.InvariantCulture,
        $"above {threshold.Value:G7} (percentile {threshold.Percentile:G6}); false alarms on good parts {(CalibrationSource.IsCrossScored(Record.Source) ? "about " : string.Empty)}{threshold.FalseAlarms.Low:P2} to {threshold.FalseAlarms.High:P2}");
}
