using System.Globalization;
using System.Text.RegularExpressions;

namespace InspectFlow.Scoring;

/// <summary>Finds everything that is wrong with a calibration document whose JSON could be read.</summary>
internal static partial class CalibrationDocumentCheck
{
    // Other versions of the beta distribution's quantiles may differ in their last digits.
    private const double RateTolerance = 1e-6;

    public static List<string> Faults(CalibrationDocument document)
    {
        var faults = new List<string>();
        if (!string.Equals(document.Schema, CalibrationDocument.CurrentSchema, StringComparison.Ordinal))
        {
            faults.Add($"schema is '{document.Schema}', this version reads '{CalibrationDocument.CurrentSchema}'");
        }

        if (!Sha256().IsMatch(document.ModelSha256))
        {
            faults.Add("modelSha256 is not 64 lower-case hexadecimal digits");
        }

        if (!ScoreNames.All.Contains(document.Score, StringComparer.Ordinal))
        {
            faults.Add($"score is '{document.Score}', known are {string.Join(", ", ScoreNames.All)}");
        }

        if (string.IsNullOrWhiteSpace(document.Precision))
        {
            faults.Add("precision is missing");
        }

        AddCalibration(document.Calibration, faults);
        return faults;
    }

    private static void AddCalibration(Calibration calibration, List<string> faults)
    {
        AddThreshold("review", calibration.Review, calibration.Reference, faults);
        if (calibration.Reject is { } reject)
        {
            AddThreshold("reject", reject, calibration.Reference, faults);
            if (reject.Percentile <= calibration.Review.Percentile)
            {
                faults.Add("calibration.reject is not above calibration.review");
            }
        }

        // The reader looks at lists for null, not into them.
        if (calibration.Warnings.Any(w => w is null))
        {
            faults.Add("calibration.warnings holds null");
        }
    }

    private static void AddThreshold(string name, CalibratedThreshold found, ReferenceScores reference, List<string> faults)
    {
        try
        {
            var right = Calibrator.At(reference, found.Percentile);
            if (right.Rank != found.Rank || right.Value != found.Value)
            {
                faults.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"calibration.{name} is {found.Value} (rank {found.Rank}), but its reference scores give {right.Value} (rank {right.Rank})"));
            }
            else if (!IsClose(found.FalseAlarms, right.FalseAlarms))
            {
                faults.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"calibration.{name}.falseAlarms is {Text(found.FalseAlarms)}, but rank {right.Rank} of {reference.Count} scores gives {Text(right.FalseAlarms)}"));
            }
        }
        catch (Exception exception) when (exception is CalibrationException or ArgumentOutOfRangeException)
        {
            faults.Add($"calibration.{name}: {exception.Message}");
        }
    }

    private static bool IsClose(FalseAlarmInterval found, FalseAlarmInterval right) =>
        Math.Abs(found.Expected - right.Expected) <= RateTolerance &&
        Math.Abs(found.Low - right.Low) <= RateTolerance &&
        Math.Abs(found.High - right.High) <= RateTolerance;

    private static string Text(FalseAlarmInterval rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{rate.Expected:G6} ({rate.Low:G6} to {rate.High:G6})");

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
