using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// What a flow says of a batch of N images. The tensors belong to the dispose scope in which the flow was called; they
/// have the flow's precision and device.
/// </summary>
/// <param name="Latents">
/// The latents of each scale, finest first, [N,C,h,w], standardised by the conditional prior: under the model each is
/// N(0, 1).
/// </param>
/// <param name="LogDet">log |det ∂z/∂x| of all layers, in nats, [N].</param>
/// <param name="LogPrior">
/// log p(z) under the (conditional) priors, in nats, [N]: the sum of <paramref name="LogPriorPerScale"/>.
/// </param>
/// <param name="LogPriorPerScale">log p(z) of each scale, in nats, [N] each, in the order of the latents.</param>
/// <param name="Map">
/// The share of each pixel in −<paramref name="LogDet"/> − <paramref name="LogPrior"/>, in nats, [N,H,W], without the
/// dequantisation constant; of a flow over features with a convolutional flow instead the sum of its views' nats at a place, each in its spread; null unless it was asked for, and for a family that has none
/// (<see cref="FlowArchitecture.HasMap"/>).
/// </param>
/// <param name="Dimensions">D, the number of values of one image.</param>
public sealed record FlowOutput(
    IReadOnlyList<Tensor> Latents,
    Tensor LogDet,
    Tensor LogPrior,
    IReadOnlyList<Tensor> LogPriorPerScale,
    Tensor? Map,
    int Dimensions)
{
    /// <summary>
    /// Gets log |det| of the last scale's own layers, in nats, [N], so that with the last of <see cref="LogPriorPerScale"/> it makes the
    /// exact log-likelihood of what reaches that scale; null where a family's layers don't divide into scales.
    /// </summary>
    public Tensor? LastScaleLogDet { get; init; }

    /// <summary>
    /// Gets what the levels of 8-bit pixels add to the negative log-likelihood, in nats: D ln 256, or 0 where the flow is over
    /// continuous features.
    /// </summary>
    public double Dequantisation { get; init; } = FlowLikelihood.DequantisationConstant(Dimensions);
}
