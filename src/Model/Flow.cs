using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A normalizing flow over images: an invertible map from an image to latents that are standard normal under the model,
/// so that the image's likelihood is exact (change of variables). Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Latents, log-dets and sums have the precision of the weights, float32 unless the flow is converted
/// (<c>flow.to(ScalarType.Float64)</c>, for audits). Tensors made on the way are released with the dispose scope of
/// the call; only the output outlives it.
/// </remarks>
public abstract class Flow : nn.Module
{
    /// <summary>Initializes a new instance of the <see cref="Flow"/> class.</summary>
    /// <param name="architecture">The validated shape of the flow.</param>
    protected Flow(FlowArchitecture architecture)
        : base(Check(architecture).Family) => Architecture = architecture;

    /// <summary>Gets the shape of the flow.</summary>
    public FlowArchitecture Architecture { get; }

    /// <summary>Gets the number of latents of one image. As many as the image has values, where the flow is over pixels.</summary>
    public virtual int LatentDimensions => Architecture.Dimensions;

    /// <summary>Maps images to latents and their likelihood.</summary>
    /// <param name="x">The images, [N,C,H,W], in [−0.5, 0.5] (<see cref="FlowLikelihood.ToInput"/>).</param>
    /// <param name="withMap">Whether the local map is wanted; without it no work is done for it.</param>
    /// <returns>The latents, the terms of the likelihood and the local map.</returns>
    /// <exception cref="ArgumentException">The shape of <paramref name="x"/> is not the architecture's.</exception>
    public abstract FlowOutput Forward(Tensor x, bool withMap = false);

    /// <summary>Maps latents to images; the inverse of <see cref="Forward"/>.</summary>
    /// <param name="latents">The standardised latents of each scale, as <see cref="FlowOutput.Latents"/>.</param>
    /// <returns>The images, [N,C,H,W].</returns>
    public abstract Tensor Inverse(IReadOnlyList<Tensor> latents);

    /// <summary>
    /// Sets every actnorm and batch normalization so that its output over these images has mean 0 and variance 1 per channel (Glow,
    /// section 3.1). To be called once, before training.
    /// </summary>
    /// <param name="x">A batch of training images, [N,C,H,W].</param>
    public abstract void Initialize(Tensor x);

    /// <summary>
    /// Sets the precision in which the couplings' networks calculate, or the one that learned features, for instance bfloat16. Weights,
    /// latents, log-determinants, densities and sums keep theirs.
    /// </summary>
    /// <param name="precision">The precision; null: that of the input.</param>
    public void UseNetworkPrecision(ScalarType? precision) => NetworkPrecision.Use(this, precision);

    /// <summary>
    /// Prepares for scoring: actnorm and 1 × 1 convolution become one map, constant log-determinants are summed once and
    /// kernels are laid out as they are applied. The weights are fixed from now on and no gradient is wanted. The flow
    /// gives what it gave before, but for rounding.
    /// </summary>
    public void Fold()
    {
        foreach (var module in modules().OfType<IFoldable>())
        {
            module.Fold();
        }
    }

    /// <summary>
    /// Makes a flow of the same shape and with the same fixed values, whose weights are then replaced by a view of this
    /// one's, so that several threads can learn on shares of a batch.
    /// </summary>
    /// <returns>The flow, or null where a training step depends on the batch as a whole.</returns>
    internal virtual Flow? Replicate() => null;

    /// <summary>Refuses images of another shape than the architecture's.</summary>
    /// <param name="x">The images.</param>
    /// <exception cref="ArgumentException">The shape is not [N,C,H,W] of the architecture.</exception>
    protected void CheckShape(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.dim() != 4 || x.shape[1] != Architecture.Channels || x.shape[2] != Architecture.Height ||
            x.shape[3] != Architecture.Width)
        {
            throw new ArgumentException(
                $"The flow takes images of shape [N,{Architecture.Channels},{Architecture.Height},{Architecture.Width}]; " +
                $"these are [{string.Join(',', x.shape)}].",
                nameof(x));
        }
    }

    private static FlowArchitecture Check(FlowArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        OptionsValidator.Validate(architecture, nameof(FlowArchitecture));
        return architecture;
    }
}
