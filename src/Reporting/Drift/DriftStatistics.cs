using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Drift;

/// <summary>
/// The statistics that the table <c>drift</c> keeps of a run: the 5, 25, 50, 75 and 95 % quantiles of a score, under names such as
/// <c>nll_q05</c>. The median's row tells whether the run's population has moved.
/// </summary>
internal static class DriftStatistics
{
    /// <summary>
    /// The fewest images of which a median is compared. Of five images like the calibration's the median leaves the band by chance once in
    /// 400 nights, of more still less often.
    /// </summary>
    public const int FewestImages = 5;

    private const string Median = "q50";

    /// <summary>Makes the rows of a score.</summary>
    public static IEnumerable<DriftRecord> Of(RunRecord run, CalibrationRecord calibration, string score, Quantiles night, Quantiles? band)
    {
        // The end of the band on the median's side is the one that it would cross.
        var edge = band is null ? (double?)null : night.P50 < band.P50 ? band.P5 : band.P95;
        var hasLeft = band is not null && night.Count >= FewestImages && (night.P50 < band.P5 || night.P50 > band.P95);
        return Named(night).Select(q => new DriftRecord
        {
            RunId = run.Id,
            CalibrationId = calibration.Id,
            Statistic = $"{score}_{q.Name}",
            Value = q.Value,
            AlarmAt = q.Name is Median ? edge : null,
            IsAlarm = q.Name is Median && hasLeft,
            SampleCount = night.Count,
        });
    }

    /// <summary>Puts the rows of a run together again, score by score.</summary>
    public static IEnumerable<ScoreDrift> Read(IEnumerable<DriftRecord> rows) => rows
        .GroupBy(r => r.Statistic[..r.Statistic.LastIndexOf('_')], StringComparer.Ordinal)
        .Select(Join)
        .OfType<ScoreDrift>();

    private static ScoreDrift? Join(IGrouping<string, DriftRecord> rows)
    {
        var values = rows.ToDictionary(r => r.Statistic[(rows.Key.Length + 1)..], StringComparer.Ordinal);
        return values.TryGetValue(Median, out var median) &&
            values.TryGetValue("q05", out var p5) && values.TryGetValue("q25", out var p25) &&
            values.TryGetValue("q75", out var p75) && values.TryGetValue("q95", out var p95)
            ? new(
                rows.Key,
                median.CalibrationId,
                new(median.SampleCount, p5.Value, p25.Value, median.Value, p75.Value, p95.Value),
                median.AlarmAt,
                median.IsAlarm)
            : null;
    }

    private static IEnumerable<(string Name, double Value)> Named(Quantiles q) =>
        [("q05", q.P5), ("q25", q.P25), (Median, q.P50), ("q75", q.P75), ("q95", q.P95)];
}
