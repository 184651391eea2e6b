namespace InspectFlow.Scoring;

/// <summary>How well a score tells painted defects from good images.</summary>
/// <param name="Score">The score's name.</param>
/// <param name="MeanAuroc">The mean of the areas under the ROC curve over the families, each counted equally; from 0 to 1.</param>
/// <param name="AurocPerFamily">The area for each family against all good images.</param>
public sealed record ScoreSeparation(string Score, double MeanAuroc, IReadOnlyDictionary<string, double> AurocPerFamily)
{
    /// <summary>
    /// Gets the share of painted images above the review threshold that other good images set, the mean over the families; from 0 to 1. Null
    /// where there were too few of those.
    /// </summary>
    public double? Found { get; init; }
}
