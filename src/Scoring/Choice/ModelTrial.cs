namespace InspectFlow.Scoring;

/// <summary>A form of model that was tried, by the score that it would decide by.</summary>
/// <param name="Name">What it is called, for a person.</param>
/// <param name="Recommendation">What its trial on painted defects says; of the same images and defects for all that are compared.</param>
public sealed record ModelTrial(string Name, ScoreRecommendation Recommendation)
{
    /// <summary>Gets the mean area under the ROC curve of the score that it would decide by.</summary>
    public double MeanAuroc => Recommendation.Separations
        .First(s => string.Equals(s.Score, Recommendation.Score, StringComparison.Ordinal)).MeanAuroc;
}
