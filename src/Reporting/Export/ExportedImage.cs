using InspectFlow.Reporting.Storage;

namespace InspectFlow.Reporting.Export;

/// <summary>A judged image in an export, as its manifest tells of it.</summary>
/// <param name="File">Its path in the export, with forward slashes; null where nothing is left of it.</param>
/// <param name="From">Where its pixels come from.</param>
/// <param name="Row">The image with its verdict.</param>
public sealed record ExportedImage(string? File, ExportedFrom From, ReviewRow Row);
