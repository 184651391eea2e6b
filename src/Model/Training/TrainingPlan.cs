namespace InspectFlow.Model;

/// <summary>What a run will do: fixed early, so that the learning rate's schedule is known, and kept in the checkpoint.</summary>
/// <param name="TotalSteps">The steps of the run.</param>
/// <param name="EvaluateEvery">The steps between two evaluations.</param>
internal sealed record TrainingPlan(int TotalSteps, int EvaluateEvery);
