using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Makes the flow's input of a step: drawn, warped, pooled and dequantised. The step alone decides it.</summary>
internal sealed class TrainingBatches(TrainingImages images, TrainingOptions options, Device device)
{
    private readonly EpochOrder order = new(options.Seed, images.FitCount);
    private readonly Augmenter augmenter =
        new(images.Architecture, options.Augmentation, images.Oversampling, options.Seed);

    /// <summary>The input of a step, [B,C,H,W] in [−0.5, 0.5).</summary>
    public Tensor Input(int step)
    {
        using var scope = NewDisposeScope();
        var indices = order.Batch(step, options.BatchSize);
        var pixels = augmenter.Apply(Load(indices), indices, step);
        var noise = DequantisationNoise
            .Draw(options.Seed, Array.ConvertAll(indices, i => (long)i), images.Architecture, step)
            .to(device);
        return FlowLikelihood.ToInput(pixels, noise).MoveToOuterDisposeScope();
    }

    private Tensor Load(int[] indices)
    {
        var (architecture, k) = (images.Architecture, images.Oversampling);
        var fine = empty([indices.Length, architecture.Channels, k * architecture.Height, k * architecture.Width], ScalarType.Byte);
        var target = fine.bytes;
        for (var i = 0; i < indices.Length; i++)
        {
            images.Fit(indices[i]).CopyTo(target[(i * images.RowLength)..]);
        }

        return fine.to(device);
    }
}
