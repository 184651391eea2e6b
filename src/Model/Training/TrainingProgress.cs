namespace InspectFlow.Model;

/// <summary>How far a training run has come.</summary>
/// <param name="Step">The steps done.</param>
/// <param name="TotalSteps">The steps planned, or null while the rate is still being measured.</param>
/// <param name="Loss">The loss of the step, in <paramref name="Unit"/>.</param>
/// <param name="SelectBitsPerDim">The latest bits per dimension on the select images, or null before the first evaluation.</param>
/// <param name="ImagesPerSecond">The images trained on per second, since the start or the resumption.</param>
/// <param name="Remaining">The time that the remaining steps will take, or null while it isn't known.</param>
/// <param name="Unit">What the loss is counted in; the default is bits per dimension.</param>
public sealed record TrainingProgress(
    int Step,
    int? TotalSteps,
    double Loss,
    double? SelectBitsPerDim,
    double ImagesPerSecond,
    TimeSpan? Remaining,
    string Unit = TrainingProgress.BitsPerDim)
{
    /// <summary>The unit of a likelihood's loss.</summary>
    public const string BitsPerDim = "bits/dim";
}
