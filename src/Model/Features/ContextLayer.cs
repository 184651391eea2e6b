using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace InspectFlow.Model;

/// <summary>
/// The second dictionary: of which patches stand side by side. It sees the first dictionaries' features on a grid of
/// 8 pixels, reduced to their principal components, and correlates neighbourhoods of 3 × 3 grid cells, brought to
/// length 1, with its atoms.
/// </summary>
internal sealed class ContextLayer : nn.Module
{
    /// <summary>The distance of the grid's cells in pixels.</summary>
    public const int Stride = 8;

    /// <summary>The side of a neighbourhood in cells.</summary>
    public const int Side = 3;

    /// <summary>Added to a neighbourhood's length, so that an empty one has no direction.</summary>
    public const double LeastLength = 1e-3;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor projection;
    private Tensor offset;
    private Tensor atoms;
    private Tensor threshold;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="ContextLayer"/> class that responds to nothing yet.</summary>
    /// <param name="options">The encoder's options.</param>
    public ContextLayer(DictionaryOptions options)
        : base(nameof(ContextLayer))
    {
        projection = zeros(options.Components, 2L * options.Atoms * options.Scales.Count);
        offset = zeros(options.Components);
        atoms = zeros([options.ContextAtoms, options.Components, Side, Side]);
        threshold = zeros(1);
        Layer = new FeatureLayer("context", 2 * options.ContextAtoms, Stride);
        RegisterComponents();
    }

    /// <summary>Gets what the layer gives.</summary>
    public FeatureLayer Layer { get; }

    /// <summary>Sets the principal components.</summary>
    /// <param name="weights">From features to components, [components,features].</param>
    /// <param name="mean">The features' means, [features].</param>
    public void SetProjection(Tensor weights, Tensor mean)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        projection.copy_(weights);
        offset.copy_(weights.mul(mean).sum(1).neg());
    }

    /// <summary>Sets the dictionary.</summary>
    /// <param name="learned">The atoms, [K,9·components], a neighbourhood's cells row by row.</param>
    /// <param name="least">The correlation below which a feature is 0.</param>
    public void SetAtoms(Tensor learned, double least)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var components = atoms.shape[1];
        atoms.copy_(learned.view(-1, Side, Side, components).permute(0, 3, 1, 2));
        threshold.fill_(least);
    }

    /// <summary>Reduces the grid to its principal components.</summary>
    /// <param name="grid">The features, [1,g,g',features], contiguous.</param>
    /// <returns>The components with one more cell on each side, [1,components,g+2,g'+2].</returns>
    public Tensor Project(Tensor grid)
    {
        using var scope = NewDisposeScope();
        return pad(RowProduct.Of(grid, projection, offset), [1, 1, 1, 1], PaddingModes.Replicate).MoveToOuterDisposeScope();
    }

    /// <summary>Correlates the neighbourhoods of a grid with the atoms.</summary>
    /// <param name="grid">The features, [1,g,g',features], contiguous.</param>
    /// <returns>The responses.</returns>
    public DictionaryResponses Respond(Tensor grid)
    {
        var components = Project(grid);
        var squares = avg_pool2d(components.square().sum(1, keepdim: true), Side, 1).mul(Side * Side);
        return new DictionaryResponses(
            DictionaryResponses.ChannelsLast(components),
            atoms,
            1,
            squares.sqrt().add(LeastLength).pow(-1),
            zeros([atoms.shape[0]], device: atoms.device),
            threshold.item<float>());
    }
}
