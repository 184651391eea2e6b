using InspectFlow.Jobs.Definitions;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Whether a line's good images support the percentiles that it asks for. Known before training, which would otherwise end without
/// thresholds.
/// </summary>
internal static class SupportedPercentiles
{
    /// <summary>Makes sure of it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="calibrate">How many of its good images calibrate.</param>
    /// <exception cref="TrainingDataException">They do not.</exception>
    public static void Require(LineDefinition line, int calibrate)
    {
        if (Unsupported(line.Calibration.Percentiles, calibrate) is { } fault)
        {
            throw new TrainingDataException(line.Name, $"{fault} in {line.SourceFile}.");
        }
    }

    /// <summary>Finds what is asked for in vain.</summary>
    /// <param name="asked">The percentiles; one that is left out is as high as the images support.</param>
    /// <param name="calibrate">How many good images calibrate.</param>
    /// <returns>What is wrong and how to mend it, or null.</returns>
    public static string? Unsupported(CalibrationOptions asked, int calibrate)
    {
        foreach (var (name, percentile) in new[] { ("review", asked.Review), ("reject", asked.Reject) })
        {
            if (percentile is { } wanted && PercentileRank.RequiredCount(wanted) is var required && calibrate < required)
            {
                return FormattableString.Invariant(
                    $"{calibrate} good images calibrate, and the {name} percentile {wanted} needs {required}: add good images, or leave out $.calibration.percentiles.{name}");
            }
        }

        return null;
    }
}
