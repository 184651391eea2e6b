using InspectFlow.Reporting.Drift;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Csv;

/// <summary>One quantile of one score in one run.</summary>
/// <param name="Night">The run.</param>
/// <param name="Drift">The score.</param>
/// <param name="Percent">Which quantile, in percent.</param>
/// <param name="Value">Its value.</param>
/// <param name="Calibrated">The same quantile of the calibration's good images, or null.</param>
internal sealed record DriftRow(Night Night, ScoreDrift Drift, int Percent, double Value, double? Calibrated)
{
    public static IEnumerable<DriftRow> Of(Night night) => night.Drift.SelectMany(d => Of(night, d));

    private static IEnumerable<DriftRow> Of(Night night, ScoreDrift drift)
    {
        var band = drift.Score is ScoreNames.Nll ? night.Bands?.Nll : night.Bands?.Deciding;
        var q = drift.Quantiles;
        return
        [
            new(night, drift, 5, q.P5, band?.P5),
            new(night, drift, 25, q.P25, band?.P25),
            new(night, drift, 50, q.P50, band?.P50),
            new(night, drift, 75, q.P75, band?.P75),
            new(night, drift, 95, q.P95, band?.P95),
        ];
    }
}
