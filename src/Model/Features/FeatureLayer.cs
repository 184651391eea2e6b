namespace InspectFlow.Model;

/// <summary>One map of a <see cref="FeatureEncoder"/>.</summary>
/// <param name="Name">The layer's name, unique within its encoder; for instance <c>scale4</c>.</param>
/// <param name="Channels">The number of features at each position.</param>
/// <param name="Stride">The distance of neighbouring positions, in pixels of the picture; a divisor of 32.</param>
public sealed record FeatureLayer(string Name, int Channels, int Stride);
