using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Batch normalization as an invertible layer: y = (x − μ) / √(σ² + ε) per channel (RealNVP, section 3.7).
/// Log-det: −h · w · Σ ln(σ² + ε) / 2.
/// </summary>
/// <remarks>
/// In training mode μ and σ² are the batch's own, the gradient goes through them, and each call keeps them as the latest.
/// In evaluation mode, and in the inverse, they are the stored ones, so that what the layer makes of an image depends on
/// that image alone. Training averages the stored ones over its steps as it averages the weights.
/// </remarks>
public sealed class BatchNorm : FlowLayer
{
    // Keeps a channel that is constant over a batch finite. Far below the variance that dequantisation noise alone has,
    // 1 / (12 · 256²), so that a black border is still known to be black.
    private const double Epsilon = 1e-7;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor mean;
    private Tensor variance;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="BatchNorm"/> class, the identity in evaluation mode.</summary>
    /// <param name="channels">The number of channels.</param>
    public BatchNorm(int channels)
        : base(nameof(BatchNorm))
    {
        mean = zeros(channels);
        variance = ones(channels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        if (!training)
        {
            return Normalise(x, mean, variance, withMap);
        }

        var (batchMean, batchVariance) = Statistics(x);
        using (no_grad())
        {
            // Of the variance of all images a batch of n shows (n − 1) / n on average, for its mean is its own.
            var count = (double)(x.numel() / x.shape[1]);
            mean.copy_(batchMean);
            variance.copy_(batchVariance.mul(count / Math.Max(1, count - 1)));
        }

        return Normalise(x, batchMean, batchVariance, withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        return y.mul(variance.add(Epsilon).sqrt().view(1, -1, 1, 1)).add(mean.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Sets the stored statistics to a batch's.</summary>
    /// <param name="x">The batch as it reaches this layer, [N,C,h,w].</param>
    /// <returns>The layer's output for the batch: mean 0 and variance 1 per channel.</returns>
    public override Tensor Initialize(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (batchMean, batchVariance) = Statistics(x);
        mean.copy_(batchMean);
        variance.copy_(batchVariance);
        return Normalise(x, mean, variance, withMap: false).Value.MoveToOuterDisposeScope();
    }

    private static (Tensor Mean, Tensor Variance) Statistics(Tensor x)
    {
        var centre = x.mean([0, 2, 3], keepdim: true);
        return (centre.view(-1), x.sub(centre).square().mean([0, 2, 3]));
    }

    private static LayerOutput Normalise(Tensor x, Tensor mean, Tensor variance, bool withMap)
    {
        var logScale = variance.add(Epsilon).log().mul(-0.5);
        var y = x.sub(mean.view(1, -1, 1, 1)).mul(logScale.exp().view(1, -1, 1, 1));
        return Uniform(y, logScale.sum(), withMap);
    }
}
