namespace InspectFlow.Reporting.Charts;

/// <summary>The share of flagged images in one run.</summary>
/// <param name="At">The run's nominal instant.</param>
/// <param name="Review">The share put to review, in percent; null for a run that decided nothing.</param>
/// <param name="Reject">The share rejected, in percent; null for a run that decided nothing.</param>
/// <param name="Label">The run in words, shown under the pointer.</param>
internal sealed record SharePoint(DateTimeOffset At, double? Review, double? Reject, string Label);
