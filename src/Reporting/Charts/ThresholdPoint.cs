namespace InspectFlow.Reporting.Charts;

/// <summary>What a threshold would have flagged.</summary>
/// <param name="Value">The threshold.</param>
/// <param name="Flagged">The share of images above it, in percent.</param>
/// <param name="Expected">The share of good parts that it stands for, in percent.</param>
/// <param name="Label">The threshold in words, shown under the pointer.</param>
internal sealed record ThresholdPoint(double Value, double Flagged, double Expected, string Label);
