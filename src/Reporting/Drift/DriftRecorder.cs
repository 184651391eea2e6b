using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Drift;

/// <summary>
/// Keeps, run by run, how the negative log-likelihood and the deciding score lay, so that a change of light, camera or parts shows before
/// the flags pile up. Sixteen bytes an image are held while a run is gone through.
/// </summary>
/// <param name="store">The database.</param>
public sealed class DriftRecorder(InspectionStore store)
{
    private readonly Dictionary<string, DriftBands> bands = new(StringComparer.Ordinal);

    /// <summary>Computes and stores the statistics of a run; one that decided nothing gets none.</summary>
    /// <param name="run">The run; one without a calibration is left alone.</param>
    public void Record(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.CalibrationId is null || store.GetCalibration(run.CalibrationId) is not { } calibration)
        {
            return;
        }

        var (nll, deciding) = (new List<double>(), new List<double>());
        var isNll = string.Equals(calibration.Score, ScoreNames.Nll, StringComparison.Ordinal);
        foreach (var value in store.ReadDriftValues(run, calibration))
        {
            nll.Add(value.Nll ?? double.NaN);
            if (!isNll)
            {
                deciding.Add(value.Deciding ?? double.NaN);
            }
        }

        var band = BandsOf(calibration);
        var rows = new List<DriftRecord>();
        if (Quantiles.Of(nll) is { } night)
        {
            rows.AddRange(DriftStatistics.Of(run, calibration, ScoreNames.Nll, night, band.Nll));
        }

        if (Quantiles.Of(deciding) is { } decided)
        {
            rows.AddRange(DriftStatistics.Of(run, calibration, calibration.Score, decided, band.Deciding));
        }

        store.SetDrift(rows);
    }

    /// <summary>Gives the quantiles of a calibration's good images.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <returns>The quantiles of both scores.</returns>
    public DriftBands BandsOf(CalibrationRecord calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        if (!bands.TryGetValue(calibration.Id, out var band))
        {
            var deciding = Quantiles.Of(calibration.Calibration.Reference.Sorted)!;
            band = new(
                CalibrationSource.IsCrossScored(calibration.Source) ? null
                    : string.Equals(calibration.Score, ScoreNames.Nll, StringComparison.Ordinal) ? deciding
                    : Quantiles.Of(store.GetReferenceScores(calibration.Id).Select(r => r.Nll ?? double.NaN)),
                deciding);
            bands.Add(calibration.Id, band);
        }

        return band;
    }
}
