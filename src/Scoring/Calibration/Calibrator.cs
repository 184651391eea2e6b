using System.Globalization;

namespace InspectFlow.Scoring;

/// <summary>Reads thresholds off the scores of good images.</summary>
public static class Calibrator
{
    /// <summary>Calibrates.</summary>
    /// <param name="reference">The scores of good images that took no part in training.</param>
    /// <param name="options">The percentiles; null for the defaults.</param>
    /// <returns>The calibration, with a warning for every default that the number of scores does not support.</returns>
    /// <exception cref="OptionsException">The percentiles are not usable, whatever the number of scores.</exception>
    /// <exception cref="CalibrationException">An explicit percentile needs more scores than there are.</exception>
    public static Calibration Calibrate(ReferenceScores reference, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        options ??= new CalibrationOptions();
        OptionsValidator.Validate(options, "The calibration");
        var warnings = new List<string>();

        var review = At(reference, options.Review ?? Supported(CalibrationDefaults.Review, "review", reference.Count, warnings));
        return new Calibration
        {
            Reference = reference,
            Review = review,
            Reject = Reject(reference, options.Reject, review, warnings),
            Warnings = warnings,
        };
    }

    /// <summary>Reads one threshold off the reference scores.</summary>
    /// <param name="reference">The scores of good images.</param>
    /// <param name="percentile">The percentile, in percent, above 0 and below 100.</param>
    /// <returns>The ⌈(n + 1)p/100⌉-th smallest score, with the false-alarm rate to expect.</returns>
    /// <exception cref="CalibrationException">The percentile needs more scores than there are.</exception>
    public static CalibratedThreshold At(ReferenceScores reference, double percentile)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var rank = PercentileRank.Of(reference.Count, percentile);
        if (rank > reference.Count)
        {
            throw new CalibrationException(reference.Count, percentile, PercentileRank.RequiredCount(percentile));
        }

        return new CalibratedThreshold(
            percentile, rank, reference.OrderStatistic(rank), FalseAlarmInterval.Of(reference.Count, rank));
    }

    private static CalibratedThreshold? Reject(
        ReferenceScores reference, double? requested, CalibratedThreshold review, List<string> warnings)
    {
        var count = reference.Count;
        if (requested is { } percentile)
        {
            var asked = At(reference, percentile);
            if (asked.Rank == review.Rank)
            {
                warnings.Add($"With {count} calibration scores, review and reject are the same threshold; nothing will be left for review.");
            }

            return asked;
        }

        if (review.Percentile >= CalibrationDefaults.Reject || review.Rank == count)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} calibration scores support no reject threshold above review ({review.Percentile:0.####} %); nothing will be rejected by score. " +
                $"{CalibrationDefaults.Reject} % needs {PercentileRank.RequiredCount(CalibrationDefaults.Reject)}."));
            return null;
        }

        var reject = At(reference, Supported(CalibrationDefaults.Reject, "reject", count, warnings));
        return reject.Rank > review.Rank ? reject : null;
    }

    private static double Supported(double wanted, string name, int count, List<string> warnings)
    {
        var required = PercentileRank.RequiredCount(wanted);
        if (count >= required)
        {
            return wanted;
        }

        var highest = PercentileRank.Highest(count);
        warnings.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"The {name} threshold is at {highest:0.####} % instead of {wanted} %, the highest that {count} calibration scores support; {wanted} % needs {required}."));
        return highest;
    }
}
