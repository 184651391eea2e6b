namespace InspectFlow.Reporting.Charts;

/// <summary>A threshold to draw across a chart.</summary>
/// <param name="Value">Where it is, on the horizontal axis.</param>
/// <param name="Label">What it is called, which is also its style class: <c>review</c> or <c>reject</c>.</param>
internal sealed record ThresholdLine(double Value, string Label);
