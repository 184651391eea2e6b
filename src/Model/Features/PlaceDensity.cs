using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>A density of the features at each place of a map.</summary>
public abstract class PlaceDensity : nn.Module
{
    /// <summary>Initializes a new instance of the <see cref="PlaceDensity"/> class.</summary>
    /// <param name="name">The module's name.</param>
    protected PlaceDensity(string name)
        : base(name)
    {
    }

    /// <summary>Gets the number of values at each place that the density is of.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Says how likely the features at each place are.</summary>
    /// <param name="columns">One picture's features, one column a place, [d,h·w].</param>
    /// <param name="height">h, the places' rows.</param>
    /// <param name="width">w, the places' columns.</param>
    /// <returns>Nats at each place, [h·w].</returns>
    public abstract Tensor LogDensity(Tensor columns, int height, int width);

    /// <summary>Sets mean, deviations and principal directions of the features.</summary>
    /// <param name="fit">The fit; of no more directions than the density has.</param>
    internal abstract void Set(WhiteningFit fit);
}
