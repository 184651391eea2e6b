using System.ComponentModel.DataAnnotations;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>How a flow is trained.</summary>
public sealed record TrainingOptions : IValidatableObject
{
    /// <summary>The time to train on a processor in minutes, where none is named.</summary>
    public const double ProcessorMinutes = 15;

    /// <summary>The time to train with an accelerator in minutes, where none is named.</summary>
    public const double AcceleratorMinutes = 3;

    /// <summary>The longest time to train in minutes, a week, of all kinds of training.</summary>
    public const double MostMinutes = 10_000;

    /// <summary>Gets the seed of every random draw. The default is 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Gets the number of optimizer steps, or null (the default) to fit the steps into <see cref="Minutes"/>. With steps,
    /// a run that is killed and resumed gives the same weights as an unbroken one, on a processor.
    /// </summary>
    [Range(1, 100_000_000)]
    public int? Steps { get; init; }

    /// <summary>
    /// Gets the time to train in minutes where <see cref="Steps"/> is null, or null (the default) for 15 on a processor and 3 with an
    /// accelerator; 10,000, a week, at the most.
    /// </summary>
    [Range(0.01, MostMinutes)]
    public double? Minutes { get; init; }

    /// <summary>Gets the images of one step. The default is 32.</summary>
    [Range(1, 4096)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Gets the peak learning rate of AdamW (Loshchilov and Hutter, 2019). The default is 0.001.</summary>
    [Range(1e-8, 1.0)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>
    /// Gets the precision of the couplings' networks while they learn: <c>fp32</c> (the default), or <c>bf16</c>, faster
    /// where processor or accelerator calculate in it. Weights, log-determinants and what is judged stay in single
    /// precision.
    /// </summary>
    [AllowedValues(FlowScorerOptions.Fp32, FlowScorerOptions.Bf16, ErrorMessage = "must be \"fp32\" or \"bf16\"")]
    public string Precision { get; init; } = FlowScorerOptions.Fp32;

    /// <summary>
    /// Gets the decoupled weight decay: AdamW's form of an L2 penalty, on the kernels of convolutions and dense layers
    /// only, or null (the default) for the family's own: 10 for realnvp-dense, which without it learns its images by
    /// heart, 0.0001 for the others.
    /// </summary>
    [Range(0.0, 100.0)]
    public double? WeightDecay { get; init; }

    /// <summary>
    /// Gets the steps over which the learning rate rises to its peak; a tenth of the run, but at least 10,
    /// where that is fewer. The default is 50.
    /// </summary>
    [Range(0, 1_000_000)]
    public int WarmUpSteps { get; init; } = 50;

    /// <summary>Gets what the cosine schedule ends at, as a share of the peak. The default is 0.02.</summary>
    [Range(0.0, 1.0)]
    public double FinalLearningRateShare { get; init; } = 0.02;

    /// <summary>
    /// Gets the largest norm of the gradient of the loss in bits per dimension; longer gradients are scaled down to it.
    /// The default is 1.
    /// </summary>
    [Range(1e-6, 1e9)]
    public double GradientClip { get; init; } = 1;

    /// <summary>
    /// Gets the decay of the averaged weights that are evaluated and kept; at step t it is at most (1 + t) / (10 + t),
    /// so that the first steps are forgotten soon. The default is 0.995.
    /// </summary>
    [Range(0.0, 0.999999)]
    public double EmaDecay { get; init; } = 0.995;

    /// <summary>
    /// Gets the steps between two evaluations on the select images, or null (the default) for some twenty evaluations
    /// in all, fewer where they would take more than a tenth of the time.
    /// </summary>
    [Range(1, 100_000_000)]
    public int? EvaluateEvery { get; init; }

    /// <summary>
    /// Gets how many evaluations without a better one end the training, or null to never end it early. The default is 8.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Patience { get; init; } = 8;

    /// <summary>Gets the time between two checkpoints. The default is one minute.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the changes that training images go through. Small ones by default.</summary>
    [Required]
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>Gives the options with the time that a device trains by default, where none is named.</summary>
    /// <param name="device">The kind of device.</param>
    public TrainingOptions On(DeviceType device) => this with { Minutes = Minutes ?? DefaultMinutes(device) };

    /// <summary>Gives the time to train with a device in minutes, where none is named.</summary>
    /// <param name="device">The kind of device.</param>
    public static double DefaultMinutes(DeviceType device) => device == DeviceType.CPU ? ProcessorMinutes : AcceleratorMinutes;

    /// <summary>Gives the time to train in minutes, a processor's where none is named.</summary>
    public double TotalMinutes() => Minutes ?? ProcessorMinutes;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CheckpointEvery < TimeSpan.Zero)
        {
            yield return new ValidationResult("must not be negative", [nameof(CheckpointEvery)]);
        }
    }

    /// <summary>Gets the type in which the couplings' networks calculate; null for the weights' own.</summary>
    internal ScalarType? SubnetPrecision =>
        string.Equals(Precision, FlowScorerOptions.Bf16, StringComparison.Ordinal) ? ScalarType.BFloat16 : null;
}
