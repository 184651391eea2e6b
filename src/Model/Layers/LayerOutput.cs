using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>What a layer makes of a batch. The tensors belong to the dispose scope of the call.</summary>
/// <param name="Value">The layer's output, [N,C,h,w].</param>
/// <param name="LogDet">
/// log |det| of the layer's Jacobian, in nats: [N], or [1] where it is the same for every image.
/// </param>
/// <param name="Map">
/// The log-det that each position contributes, in nats, at the resolution of <paramref name="Value"/>: [N,h,w], or
/// [1,1,1] where every position contributes the same; null unless it was asked for.
/// </param>
public readonly record struct LayerOutput(Tensor Value, Tensor LogDet, Tensor? Map);
