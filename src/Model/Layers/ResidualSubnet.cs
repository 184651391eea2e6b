using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// RealNVP's subnetwork (section 4.1): a 3 × 3 convolution, residual blocks of two 3 × 3 convolutions with a rectifier
/// before each (He et al., 2016), a rectifier and a 1 × 1 convolution that starts at zero.
/// </summary>
/// <remarks>
/// Unlike the paper's it has neither batch nor weight normalization: a score must not depend on the image's batch-mates,
/// and the actnorms between the couplings keep the inputs standardised. The second convolution of a block starts
/// smaller by the number of blocks, which keeps the sum of the blocks in range without normalization.
/// </remarks>
public sealed class ResidualSubnet : Subnet
{
    private readonly Convolution first;
    private readonly ModuleList<Convolution> blocks = new();
    private readonly ZeroConvolution last;

    /// <summary>Initializes a new instance of the <see cref="ResidualSubnet"/> class.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="hidden">The channels inside.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="blockCount">The number of residual blocks.</param>
    /// <param name="random">Draws the weights.</param>
    public ResidualSubnet(int inputs, int hidden, int outputs, int blockCount, KeyedRandom random)
        : base(nameof(ResidualSubnet))
    {
        first = new Convolution(inputs, hidden, 3, random);
        for (var i = 0; i < blockCount; i++)
        {
            blocks.Add(new Convolution(hidden, hidden, 3, random));
            blocks.Add(new Convolution(hidden, hidden, 3, random, gain: 1.0 / blockCount));
        }

        last = new ZeroConvolution(hidden, outputs, 1);
        RegisterComponents();
    }

    private protected override Tensor Apply(Tensor x)
    {
        var value = first.Forward(MemoryLayout.ChannelsLast(x));
        for (var i = 0; i < blocks.Count; i += 2)
        {
            value = value.add(blocks[i + 1].Forward(Rectifier.InPlace(blocks[i].Forward(Rectifier.Of(value)))));
        }

        return MemoryLayout.ChannelMajor(last.Forward(Rectifier.InPlace(value)));
    }
}
