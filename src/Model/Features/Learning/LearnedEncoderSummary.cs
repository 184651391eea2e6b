namespace InspectFlow.Model;

/// <summary>How the training of an encoder went.</summary>
/// <param name="Steps">The steps done.</param>
/// <param name="Seconds">The time it took, over all its resumptions.</param>
/// <param name="SecondsBefore">How much of that a checkpoint brought along; 0 without one.</param>
public sealed record LearnedEncoderSummary(int Steps, double Seconds, double SecondsBefore);
