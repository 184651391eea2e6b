using InspectFlow.Ingest;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>One file after ingest and, when it could be read and was not known, scoring.</summary>
/// <param name="Item">What ingest found.</param>
/// <param name="Scores">Its scores; null unless the item is <see cref="ItemStatus.Ready"/>.</param>
/// <param name="Map">
/// What is unusual where: the departure of the local NLL map from that of good parts, in deviations, or the map itself, in
/// nats per pixel, for a model without that reference; null without scores, or for a model without local maps. A tiled picture's
/// is made smaller after its scores are taken, so that images on their way to the database stay small.
/// </param>
public sealed record ScoredImage(PreparedItem Item, ScoreValues? Scores, LocalMap? Map)
{
    /// <summary>Gets the local NLL map itself, in nats per pixel, made as <see cref="Map"/>; null where that is it already, and unless the pipeline was asked to keep it.</summary>
    public LocalMap? NllMap { get; init; }

    /// <summary>
    /// Gets the joint map, in spreads of good images, made when it is first asked for; null for a model without that reference, and unless
    /// the pipeline was asked to keep it.
    /// </summary>
    public Lazy<LocalMap>? JointMap { get; init; }

    /// <summary>Gives the map by which a person sees where a score comes from.</summary>
    /// <param name="score">The score, one of <see cref="ScoreNames"/>.</param>
    /// <returns>The joint map for <c>joint</c>, where it was kept; <see cref="Map"/> for all others.</returns>
    public LocalMap? MapOf(string score) => score is ScoreNames.Joint && JointMap is not null ? JointMap.Value : Map;

    /// <summary>
    /// Gets what a pooled local typicality reference learns from the image; null unless it is tiled and the model has no
    /// such reference yet.
    /// </summary>
    public Moments? Moments { get; init; }
}
