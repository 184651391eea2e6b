using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>The features of one picture.</summary>
/// <param name="Maps">The maps of all encoders' layers, [1,c,h,w].</param>
/// <param name="Statistics">Their statistics over the picture, [d]: of each layer means, deviations and maxima.</param>
internal sealed record FeaturePicture(IReadOnlyList<Tensor> Maps, Tensor Statistics);
