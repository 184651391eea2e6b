namespace InspectFlow.Model;

/// <summary>Linear warm-up, then half a cosine down to a floor (Loshchilov and Hutter, 2017, without restarts).</summary>
internal static class LearningRateSchedule
{
    // Adam's first steps move every value by the whole rate in the gradient's direction. Over the couplings of a flow
    // that adds up: at the peak rate one such step makes the likelihood overflow, so even a short run starts gently.
    private const int LeastWarmUp = 10;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="options">Peak, floor and warm-up.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The run's steps, or null while they are not known; then the rate stays at its peak.</param>
    public static double At(TrainingOptions options, int step, int? totalSteps)
    {
        var warmUp = totalSteps is { } known ? Math.Min(options.WarmUpSteps, Math.Max(LeastWarmUp, known / 10)) : options.WarmUpSteps;
        if (step < warmUp)
        {
            return options.LearningRate * (step + 1) / warmUp;
        }

        if (totalSteps is not { } total)
        {
            return options.LearningRate;
        }

        var progress = Math.Clamp((step - warmUp) / (double)Math.Max(1, total - warmUp), 0, 1);
        var cosine = (1 + Math.Cos(Math.PI * progress)) / 2;
        return options.LearningRate * (options.FinalLearningRateShare + ((1 - options.FinalLearningRateShare) * cosine));
    }
}
