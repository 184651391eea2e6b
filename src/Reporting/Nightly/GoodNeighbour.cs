namespace InspectFlow.Reporting.Nightly;

/// <summary>The good image of the training set that looks most like an inspected one.</summary>
/// <param name="Picture">Its picture's path, relative to the report's folder.</param>
/// <param name="Path">Its file, as the training source named it.</param>
/// <param name="Correlation">The correlation of both, gray and made small; at most 1.</param>
public sealed record GoodNeighbour(string Picture, string Path, double Correlation);
