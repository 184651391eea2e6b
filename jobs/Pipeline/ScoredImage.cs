using InspectFlow.Ingest;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>One file after ingest and, when it could be read and was not known, scoring.</summary>
/// <param name="Item">What ingest found.</param>
/// <param name="Scores">Its scores; null unless the item is <see cref="ItemStatus.Ready"/>.</param>
/// <param name="Map">
/// What is unusual where: the departure of the local NLL map from that of good parts, H·W deviations, or the map itself, in
/// nats per pixel, for a model without that reference; null without scores, or for a model without local maps.
/// </param>
public sealed record ScoredImage(PreparedItem Item, ScoreValues? Scores, float[]? Map);
