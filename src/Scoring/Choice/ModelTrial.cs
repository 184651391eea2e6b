namespace InspectFlow.Scoring;

/// <summary>A form of model that was tried, by the score that it would decide by.</summary>
/// <param name="Name">What it is called, for a person.</param>
/// <param name="Recommendation">What its trial on painted defects says; of the same images and defects for all that are compared.</param>
/// <param name="Named">The score that a person wants it to decide by; null, the default, for the one recommended.</param>
public sealed record ModelTrial(string Name, ScoreRecommendation Recommendation, string? Named = null)
{
    /// <summary>Gets the mean area under the ROC curve of the score that it would decide by.</summary>
    public double MeanAuroc => Deciding.MeanAuroc;

    /// <summary>Gets the score that it would decide by: the one named where it was tried, else the one recommended.</summary>
    public string Score => Deciding.Score;

    private ScoreSeparation Deciding => Of(Named) ?? Of(Recommendation.Score)!;

    private ScoreSeparation? Of(string? score) =>
        Recommendation.Separations.FirstOrDefault(s => string.Equals(s.Score, score, StringComparison.Ordinal));
}
