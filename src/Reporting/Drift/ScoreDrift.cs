using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Drift;

/// <summary>How a score lay in one run, and whether its median has left the calibration's band.</summary>
/// <param name="Score">The score's name.</param>
/// <param name="CalibrationId">The calibration that it was compared with.</param>
/// <param name="Quantiles">The run's quantiles.</param>
/// <param name="AlarmAt">The end of the band, the calibration's 5 or 95 % quantile, that the median would cross; null when there was nothing to compare with.</param>
/// <param name="IsAlarm">Whether it has crossed it.</param>
public sealed record ScoreDrift(string Score, string CalibrationId, Quantiles Quantiles, double? AlarmAt, bool IsAlarm);
