namespace InspectFlow.Model.Backbones;

/// <summary>One of the feature maps that a backbone gives.</summary>
/// <param name="Name">The last layer before it, as the file names it, for example <c>layer2</c> or <c>features.6</c>.</param>
/// <param name="Stride">The pixels of the picture for one position, along each side.</param>
/// <param name="Channels">The number of features at each position.</param>
public sealed record FeatureMap(string Name, int Stride, int Channels);
