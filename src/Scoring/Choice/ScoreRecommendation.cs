namespace InspectFlow.Scoring;

/// <summary>The score by which a model should decide, as painted defects say; kept with the model.</summary>
/// <param name="Score">The score's name.</param>
/// <param name="Reason">Why, for a person: its figure and those of the others.</param>
/// <param name="Separations">Every score compared, the best first.</param>
public sealed record ScoreRecommendation(string Score, string Reason, IReadOnlyList<ScoreSeparation> Separations);
