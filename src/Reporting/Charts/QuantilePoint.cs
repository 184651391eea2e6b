using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Charts;

/// <summary>How a score lay in one run.</summary>
/// <param name="At">The run's nominal instant.</param>
/// <param name="Night">The run's quantiles, or null for one that decided nothing.</param>
/// <param name="Band">The quantiles of the calibration that decided, or null.</param>
/// <param name="IsAlarm">Whether the run's median has left the band.</param>
internal sealed record QuantilePoint(DateTimeOffset At, Quantiles? Night, Quantiles? Band, bool IsAlarm);
