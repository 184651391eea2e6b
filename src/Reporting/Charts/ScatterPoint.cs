namespace InspectFlow.Reporting.Charts;

/// <summary>A point of a scatter chart.</summary>
/// <param name="X">Where it is on the horizontal axis.</param>
/// <param name="Y">Where it is on the vertical axis.</param>
/// <param name="Label">What it is, shown under the pointer.</param>
/// <param name="Link">Where a click leads, or null.</param>
internal sealed record ScatterPoint(double X, double Y, string Label, string? Link = null);
