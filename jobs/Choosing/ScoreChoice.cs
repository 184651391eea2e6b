using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Choosing;

/// <summary>
/// Chooses the score by which a model that was just trained is to decide: by *select* images, on which models are compared as well, and once
/// the thresholds' own images are measured, by what the thresholds find.
/// </summary>
/// <param name="line">The line, as the model has it.</param>
/// <param name="time">The clock.</param>
/// <param name="images">The good images as the model takes them.</param>
/// <param name="compared">The larger ones of a model that this one is compared with; null where it stands alone.</param>
/// <param name="split">Which of them serve for what.</param>
/// <param name="seed">The seed of all draws.</param>
internal sealed class ScoreChoice(
    LineDefinition line, TimeProvider time, PreparedImageSet images, PreparedImageSet? compared, SplitManifest split, long seed)
{
    /// <summary>Recommends a score by *select* images: the model has not taken them in yet.</summary>
    /// <param name="draft">The model as it will be used, with all of its references.</param>
    /// <param name="cancellationToken">Stops between two families.</param>
    /// <returns>The recommendation; null where nothing can be tried, as on a line with tiling.</returns>
    public ScoreRecommendation? BySelect(ModelBundle draft, CancellationToken cancellationToken) =>
        ScoreTrials.Recommend(line, time, draft, compared ?? images, images, split.Select, ScoreTrials.MostImages, [], seed, cancellationToken);

    /// <summary>Recommends a score by what the thresholds of *calibrate* images find of defects painted on these.</summary>
    /// <param name="complete">The model as it is in the end.</param>
    /// <param name="first">What *select* images said; its areas stay, by which models are compared.</param>
    /// <param name="cancellationToken">Stops between two families.</param>
    /// <returns>The recommendation.</returns>
    public ScoreRecommendation ByThresholds(ModelBundle complete, ScoreRecommendation first, CancellationToken cancellationToken)
    {
        var second = ScoreTrials.Recommend(
            line, time, complete, compared ?? images, images, split.Calibrate, ScoreTrials.MostAtThresholds, split.Calibrate, seed, cancellationToken);
        if (second?.Separations[0].Found is null)
        {
            return first;
        }

        var found = second.Separations.ToDictionary(s => s.Score, s => s.Found, StringComparer.Ordinal);
        return new(second.Score, second.Reason, [.. first.Separations.Select(s => s with { Found = found.GetValueOrDefault(s.Score) })]);
    }
}
