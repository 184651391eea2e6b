using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>How a <see cref="LearnedEncoder"/> learns.</summary>
public sealed record LearnedEncoderTrainingOptions : IValidatableObject
{
    /// <summary>Gets the time to train, in minutes. The default is 10. Where <see cref="Steps"/> are given it has no effect.</summary>
    [Range(0.01, TrainingOptions.MostMinutes)]
    public double Minutes { get; init; } = 10;

    /// <summary>
    /// Gets the steps to train, or null, the default, to go by the time. With steps given, equal runs give equal
    /// weights on a processor; an accelerator may add gradients up in another order.
    /// </summary>
    [Range(1, 100_000_000)]
    public int? Steps { get; init; }

    /// <summary>Gets the seed of all draws. The default is 0.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Gets the views in a step. The default is 12: where minutes are short, many small steps teach more than few large ones.
    /// </summary>
    [Range(2, 4096)]
    public int BatchSize { get; init; } = 12;

    /// <summary>
    /// Gets the views that are normalised together and go through the network at once, on one thread; a divisor of
    /// <see cref="BatchSize"/>. The default is 6.
    /// </summary>
    [Range(2, 4096)]
    public int ShareSize { get; init; } = 6;

    /// <summary>
    /// Gets the side of a view in pixels, a multiple of 32. The default is 96: many small views teach more than few large ones. It is half a
    /// smaller picture's side, or all of it where the encoder looks at full size alone.
    /// </summary>
    [Range(32, 4096)]
    public int ViewSize { get; init; } = 96;

    /// <summary>
    /// Gets the share of views that show twice as much at half the size, where the encoder looks at pictures at half size too. The default
    /// is a third.
    /// </summary>
    [Range(0, 1)]
    public double HalfScaleShare { get; init; } = 1.0 / 3;

    /// <summary>Gets the share of views with nothing painted on. The default is 0.25.</summary>
    [Range(0, 1)]
    public double CleanShare { get; init; } = 0.25;

    /// <summary>
    /// Gets the share of views taken pixel by pixel, neither turned nor scaled, as scoring sees pictures. The default is 0.5.
    /// </summary>
    [Range(0, 1)]
    public double ExactShare { get; init; } = 0.5;

    /// <summary>
    /// Gets whether the views that are not exact are also mirrored and turned by quarter turns, which makes few good pictures eight times
    /// as many. The default is true; what the network is to find is painted defects, in whatever direction they lie.
    /// </summary>
    public bool Orientations { get; init; } = true;

    /// <summary>Gets the learning rate at its peak. The default is 0.002.</summary>
    [Range(1e-7, 1)]
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Gets the steps until the peak. The default is 50.</summary>
    [Range(1, 100_000)]
    public int WarmUpSteps { get; init; } = 50;

    /// <summary>Gets the weight decay of kernels. The default is 0.001.</summary>
    [Range(0, 100)]
    public double WeightDecay { get; init; } = 0.001;

    /// <summary>Gets the norm that gradients are cut to. The default is 1.</summary>
    [Range(1e-6, 1e6)]
    public double GradientClip { get; init; } = 1;

    /// <summary>Gets the decay of the weights' moving average in a step, which scores in the end; 0 for none. The default is 0.99.</summary>
    [Range(0, 0.99999)]
    public double EmaDecay { get; init; } = 0.99;

    /// <summary>Gets whether the network calculates in bfloat16 while it learns; weights stay float32. The default is true.</summary>
    public bool UseBFloat16 { get; init; } = true;

    /// <summary>Gets the time between two checkpoints, where there is a file for them. The default is one minute.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BatchSize % ShareSize != 0)
        {
            yield return new ValidationResult($"{nameof(ShareSize)} must divide {nameof(BatchSize)}.", [nameof(ShareSize)]);
        }

        if (ViewSize % FeatureEncoder.SizeMultiple != 0)
        {
            yield return new ValidationResult(
                $"{nameof(ViewSize)} must be a multiple of {FeatureEncoder.SizeMultiple}.", [nameof(ViewSize)]);
        }
    }
}
