using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Makes the flow's input of a step: drawn, warped, pooled and dequantised. The step alone decides it.</summary>
internal sealed class TrainingBatches(TrainingImages images, TrainingOptions options, Device device)
{
    private readonly EpochOrder order = new(options.Seed, images.FitCount);
    private readonly Augmenter augmenter =
        new(images.Architecture, options.Augmentation, images.Oversampling, options.Seed);

    /// <summary>The images of a step. From one thread at a time.</summary>
    public int[] Indices(int step) => order.Batch(step, options.BatchSize);

    /// <summary>The input of some of a step's images, [N,C,H,W] in [−0.5, 0.5). From any thread.</summary>
    public Tensor Input(int step, ReadOnlySpan<int> indices)
    {
        using var scope = NewDisposeScope();
        var pixels = augmenter.Apply(Load(indices), indices, step);
        var noise = DequantisationNoise
            .Draw(options.Seed, Keys(indices), images.Architecture, step)
            .to(device);
        return FlowLikelihood.ToInput(pixels, noise).MoveToOuterDisposeScope();
    }

    private static long[] Keys(ReadOnlySpan<int> indices)
    {
        var keys = new long[indices.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = indices[i];
        }

        return keys;
    }

    private Tensor Load(ReadOnlySpan<int> indices)
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
