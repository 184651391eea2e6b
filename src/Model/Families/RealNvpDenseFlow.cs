using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model.Families;

/// <summary>
/// RealNVP over the flattened image (Dinh, Sohl-Dickstein and Bengio, 2016): batch normalization, then steps of a
/// random permutation, a coupling with a dense subnetwork and batch normalization again (section 3.7), to a standard
/// normal prior. One scale, no positions, and so no local map.
/// </summary>
public sealed class RealNvpDenseFlow : MultiScaleFlow
{
    /// <summary>Initializes a new instance of the <see cref="RealNvpDenseFlow"/> class.</summary>
    /// <param name="architecture">The shape of the flow.</param>
    /// <param name="seed">The seed of the permutations and of the initial weights.</param>
    public RealNvpDenseFlow(FlowArchitecture architecture, long seed)
        : base(architecture, checkedArchitecture => [Build(checkedArchitecture, new KeyedRandom(seed))])
    {
    }

    /// <inheritdoc/>
    public override FlowOutput Forward(Tensor x, bool withMap = false) => base.Forward(x, withMap: false);

    /// <inheritdoc/>
    /// <remarks>Batch normalization takes its statistics over the whole batch.</remarks>
    internal override Flow? Replicate() => null;

    private static Scale Build(FlowArchitecture architecture, KeyedRandom random)
    {
        var size = architecture.Dimensions;
        List<FlowLayer> layers =
        [
            new Flatten(architecture.Channels, architecture.Height, architecture.Width),
            new BatchNorm(size),
        ];
        for (var step = 0; step < architecture.StepsPerLevel; step++)
        {
            layers.Add(Permutation.Random(size, random));
            layers.Add(BuildCoupling(architecture, size, random));
            layers.Add(new BatchNorm(size));
        }

        return new Scale(layers, split: null);
    }

    // Of an odd number of values the half that is kept has one more.
    private static FlowLayer BuildCoupling(FlowArchitecture architecture, int size, KeyedRandom random)
    {
        var affine = string.Equals(architecture.Coupling, FlowArchitecture.Affine, StringComparison.Ordinal);
        var (kept, changed) = (size - (size / 2), size / 2);
        var net = new DenseSubnet(kept, architecture.HiddenChannels, affine ? 2 * changed : changed, random);
        return affine ? new AffineCoupling(net, architecture.LogScaleBound) : new AdditiveCoupling(net);
    }
}
