namespace InspectFlow.Model;

/// <summary>How far the training of an encoder has come.</summary>
/// <param name="Step">The steps done.</param>
/// <param name="Share">How much of the run is done, 0 to 1.</param>
/// <param name="Loss">The loss of the step.</param>
/// <param name="StepsPerSecond">The steps per second since the start.</param>
public sealed record LearnedEncoderProgress(int Step, double Share, double Loss, double StepsPerSecond);
