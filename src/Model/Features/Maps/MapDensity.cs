using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// The density of a map of features by a convolutional flow: the features' leading principal directions, whitened, go through a
/// <see cref="MapFlow"/>. It is exact and of those directions alone; what lies outside of them is not looked at.
/// </summary>
public sealed class MapDensity : PlaceDensity
{
    private readonly WhiteningFlow whitening;
    private readonly MapFlow flow;

    /// <summary>Initializes a new instance of the <see cref="MapDensity"/> class: that of a standard normal.</summary>
    /// <param name="features">d, the features at each place.</param>
    /// <param name="options">The flow's shape.</param>
    public MapDensity(int features, MapFlowOptions options)
        : base(nameof(MapDensity))
    {
        ArgumentNullException.ThrowIfNull(options);
        whitening = new WhiteningFlow(features, options.Channels);
        flow = new MapFlow(options);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int Dimensions => flow.Options.Channels;

    /// <summary>Gets the flow.</summary>
    internal MapFlow Flow => flow;

    /// <inheritdoc/>
    public override Tensor LogDensity(Tensor columns, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var scope = NewDisposeScope();
        var (latents, logDet) = whitening.Project(columns);
        var (_, logDensity) = flow.Forward(latents.view(1, -1, height, width));
        return logDensity.view(-1).add(logDet).MoveToOuterDisposeScope();
    }

    /// <summary>Whitens a picture's features.</summary>
    /// <param name="columns">The features, [d,h·w].</param>
    /// <returns>Their leading principal directions, each of variance 1, [<see cref="Dimensions"/>,h·w].</returns>
    internal Tensor Whiten(Tensor columns)
    {
        using var scope = NewDisposeScope();
        return whitening.Project(columns).Latents.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override void Set(WhiteningFit fit) => whitening.Set(fit);
}
