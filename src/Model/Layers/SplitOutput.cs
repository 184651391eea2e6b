using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>What a split makes of a batch. The tensors belong to the dispose scope of the call.</summary>
/// <param name="Kept">What goes on to the next scale, [N,C/2,h,w].</param>
/// <param name="Latent">What stays behind, standardised by its conditional prior, [N,C/2,h,w].</param>
/// <param name="LogPrior">log p(latent | kept) before standardising, in nats, [N].</param>
/// <param name="Map">The share of each position in <paramref name="LogPrior"/>, [N,h,w]; null unless asked for.</param>
public readonly record struct SplitOutput(Tensor Kept, Tensor Latent, Tensor LogPrior, Tensor? Map);
