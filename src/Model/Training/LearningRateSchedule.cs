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

        return options.LearningRate * Decay((step - warmUp) / (double)Math.Max(1, total - warmUp), options.FinalLearningRateShare);
    }

    /// <summary>Half a cosine from 1 down to a floor.</summary>
    /// <param name="progress">How much of the run is done; outside 0 to 1, its ends.</param>
    /// <param name="floor">What is left at the end.</param>
    public static double Decay(double progress, double floor) =>
        floor + ((1 - floor) * (1 + Math.Cos(Math.PI * Math.Clamp(progress, 0, 1))) / 2);
}
