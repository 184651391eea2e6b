using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// An invertible layer over images or feature maps. Each call works in a dispose scope of its own, so that only its
/// output stays.
/// </summary>
public abstract class FlowLayer : nn.Module
{
    /// <summary>Initializes a new instance of the <see cref="FlowLayer"/> class.</summary>
    /// <param name="name">The layer's name.</param>
    protected FlowLayer(string name)
        : base(name)
    {
    }

    /// <summary>Maps towards the latents.</summary>
    /// <param name="x">The input, [N,C,h,w].</param>
    /// <param name="withMap">Whether the log-det is wanted per position too.</param>
    /// <returns>The output and its log-det.</returns>
    public abstract LayerOutput Forward(Tensor x, bool withMap = false);

    /// <summary>Maps towards the image.</summary>
    /// <param name="y">An output of the layer, [N,C,h,w].</param>
    /// <returns>The input that gives it.</returns>
    public abstract Tensor Inverse(Tensor y);

    /// <summary>
    /// Sets what depends on data from a first batch (actnorm); other layers only map it. To be called without autograd.
    /// </summary>
    /// <param name="x">The batch as it reaches this layer, [N,C,h,w].</param>
    /// <returns>The layer's output for the batch, after the setting.</returns>
    public virtual Tensor Initialize(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Forward(x).Value.MoveToOuterDisposeScope();
    }

    /// <summary>The output of a layer that preserves volume: its log-det is 0 everywhere.</summary>
    /// <param name="value">The layer's output.</param>
    /// <param name="withMap">Whether the map is wanted.</param>
    /// <returns>The output, moved to the scope outside of the current one.</returns>
    private protected static LayerOutput Preserving(Tensor value, bool withMap)
    {
        var zero = zeros(1, dtype: value.dtype, device: value.device);
        return Output(value, zero, withMap ? zero.view(1, 1, 1) : null);
    }

    /// <summary>The output of a layer whose log-det is the sum of a log-scale per element.</summary>
    /// <param name="value">The layer's output.</param>
    /// <param name="logScale">The log-scales, [N,c,h,w].</param>
    /// <param name="withMap">Whether the map is wanted.</param>
    /// <returns>The output, moved to the scope outside of the current one.</returns>
    private protected static LayerOutput Scaled(Tensor value, Tensor logScale, bool withMap)
    {
        if (!withMap)
        {
            return Output(value, logScale.sum([1, 2, 3]), null);
        }

        var map = logScale.sum([1]);
        return Output(value, map.sum([1, 2]), map);
    }

    /// <summary>The output of a layer that does the same at every position.</summary>
    /// <param name="value">The layer's output, [N,C,h,w].</param>
    /// <param name="perPosition">The log-det of one position, a scalar.</param>
    /// <param name="withMap">Whether the map is wanted.</param>
    /// <returns>The output, moved to the scope outside of the current one.</returns>
    private protected static LayerOutput Uniform(Tensor value, Tensor perPosition, bool withMap)
    {
        var positions = value.shape[2] * value.shape[3];
        return Output(value, perPosition.mul(positions).view(1), withMap ? perPosition.view(1, 1, 1) : null);
    }

    /// <summary>Hands an output to the scope outside of the current one.</summary>
    /// <param name="value">The layer's output.</param>
    /// <param name="logDet">Its log-det.</param>
    /// <param name="map">Its log-det per position, or null.</param>
    /// <returns>The output.</returns>
    private protected static LayerOutput Output(Tensor value, Tensor logDet, Tensor? map) => new(
        value.MoveToOuterDisposeScope(), logDet.MoveToOuterDisposeScope(), map?.MoveToOuterDisposeScope());
}
