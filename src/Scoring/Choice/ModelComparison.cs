namespace InspectFlow.Scoring;

/// <summary>Which of several models a line should be inspected by.</summary>
/// <param name="Chosen">Its place among those compared.</param>
/// <param name="Reason">Why, for a person: its figure and those of the others.</param>
public sealed record ModelComparison(int Chosen, string Reason);
