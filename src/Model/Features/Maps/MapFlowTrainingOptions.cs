using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>How a <see cref="MapFlow"/> learns.</summary>
public sealed record MapFlowTrainingOptions
{
    /// <summary>Gets the time to train, in minutes. The default is 4. Where <see cref="Steps"/> are given it has no effect.</summary>
    [Range(0.001, TrainingOptions.MostMinutes)]
    public double Minutes { get; init; } = 4;

    /// <summary>
    /// Gets the steps to train, or null, the default, to go by the time. With steps given, equal runs give equal weights.
    /// </summary>
    [Range(1, 100_000_000)]
    public int? Steps { get; init; }

    /// <summary>Gets the seed of the order of pictures. The default is 0.</summary>
    public long Seed { get; init; }

    /// <summary>Gets the shares of a step, each on one thread. The default is 2.</summary>
    [Range(1, 64)]
    public int Shares { get; init; } = 2;

    /// <summary>Gets the places of a share, in whole pictures: at least one, at the most so many places. The default is 8,192.</summary>
    [Range(1, 1 << 24)]
    public int PlacesPerShare { get; init; } = 8192;

    /// <summary>Gets the learning rate at its peak. The default is 0.002.</summary>
    [Range(1e-7, 1)]
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Gets the steps until the peak. The default is 50.</summary>
    [Range(1, 100_000)]
    public int WarmUpSteps { get; init; } = 50;

    /// <summary>Gets the weight decay of kernels. The default is 0.0001.</summary>
    [Range(0, 100)]
    public double WeightDecay { get; init; } = 0.0001;

    /// <summary>Gets the norm that gradients of the nats per feature are cut to. The default is 1.</summary>
    [Range(1e-6, 1e6)]
    public double GradientClip { get; init; } = 1;

    /// <summary>Gets the decay of the weights' moving average in a step, which is judged and kept; 0 for none. The default is 0.98.</summary>
    [Range(0, 0.99999)]
    public double EmaDecay { get; init; } = 0.98;

    /// <summary>
    /// Gets how many times, evenly over the run, the average is judged on the *select* pictures; the weights that they like best are
    /// kept. The default is 8.
    /// </summary>
    [Range(1, 10_000)]
    public int Judgements { get; init; } = 8;

    /// <summary>Gets whether the couplings' networks calculate in bfloat16 while they learn; weights stay float32. The default is true.</summary>
    public bool UseBFloat16 { get; init; } = true;
}
