namespace InspectFlow.Model;

/// <summary>How the training of an encoder went.</summary>
/// <param name="Steps">The steps done.</param>
/// <param name="Seconds">The time it took.</param>
public sealed record LearnedEncoderSummary(int Steps, double Seconds);
