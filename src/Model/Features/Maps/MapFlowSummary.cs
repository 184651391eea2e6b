namespace InspectFlow.Model;

/// <summary>How the training of a <see cref="MapFlow"/> went.</summary>
/// <param name="Steps">The steps taken.</param>
/// <param name="KeptStep">After how many of them the weights were those that were kept; 0 where none improved on the whitening.</param>
/// <param name="WhitenedNll">The *select* pictures' nats per feature by the whitening alone; NaN without such pictures.</param>
/// <param name="KeptNll">Their nats per feature by the weights that were kept; NaN without such pictures.</param>
internal sealed record MapFlowSummary(int Steps, int KeptStep, double WhitenedNll, double KeptNll);
