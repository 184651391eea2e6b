using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>What comes before the stages: the pictures' normalisation, the first convolution and the pooling.</summary>
internal sealed class BackboneStem : nn.Module
{
    private readonly bool pools;
    private readonly bool isClipped;
    private readonly ChannelAffine input;
    private readonly FrozenConvolution convolution;
    private readonly ChannelAffine? closing;

    /// <summary>Initializes a new instance of the <see cref="BackboneStem"/> class.</summary>
    /// <param name="network">The network that it is of.</param>
    public BackboneStem(BackbonePlan network)
        : base(nameof(BackboneStem))
    {
        pools = network.Pools;
        isClipped = network.IsClipped;
        input = new ChannelAffine(network.InputNorm, network.Stem.Inputs);
        convolution = new FrozenConvolution(network.Stem);
        closing = network.StemClosing is null ? null : new ChannelAffine(network.StemClosing, network.Stem.Outputs);
        RegisterComponents();
    }

    /// <summary>Gets the normalisation of the pictures, with the network's own where it has one.</summary>
    public ChannelAffine Input => input;

    /// <summary>Gets the first convolution.</summary>
    public FrozenConvolution Convolution => convolution;

    /// <summary>Applies the stem.</summary>
    /// <param name="pixels">The pictures, [N,3,H,W], in 0 to 1, channels-last.</param>
    /// <returns>What the first stage takes, channels-last.</returns>
    public Tensor Forward(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var x = convolution.Forward(input.Forward(pixels));

        // The greatest of rectified values is the greatest value, rectified: a quarter of the work.
        x = pools ? nn.functional.max_pool2d(x, 3, stride: 2, padding: 1) : x;
        x = isClipped ? Rectifier.ClippedInPlace(x) : Rectifier.InPlace(x);
        return (closing is null ? x : Rectifier.InPlace(closing.Forward(x))).MoveToOuterDisposeScope();
    }
}
