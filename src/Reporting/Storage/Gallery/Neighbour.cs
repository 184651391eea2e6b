namespace InspectFlow.Reporting.Storage;

/// <summary>The good image in a model's gallery that looks most like another image.</summary>
/// <param name="GoodHash">The good image's SHA-256.</param>
/// <param name="Correlation">How alike they look, −1 to 1, see <see cref="Scoring.Look.Correlation"/>.</param>
public sealed record Neighbour(string GoodHash, double Correlation);
