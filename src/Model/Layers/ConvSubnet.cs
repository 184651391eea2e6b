using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Glow's subnetwork: 3 × 3 convolution, rectifier, 1 × 1 convolution, rectifier, 3 × 3 convolution that starts at zero
/// (section 3.3), without the actnorms that the published code has between them.
/// </summary>
public sealed class ConvSubnet : Subnet
{
    private readonly Convolution first;
    private readonly Convolution second;
    private readonly ZeroConvolution last;

    /// <summary>Initializes a new instance of the <see cref="ConvSubnet"/> class.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="hidden">The channels inside.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="random">Draws the weights.</param>
    public ConvSubnet(int inputs, int hidden, int outputs, KeyedRandom random)
        : base(nameof(ConvSubnet))
    {
        first = new Convolution(inputs, hidden, 3, random);
        second = new Convolution(hidden, hidden, 1, random);
        last = new ZeroConvolution(hidden, outputs, 3);
        RegisterComponents();
    }

    // In place: a convolution's gradient needs its input, never its output.
    private protected override Tensor Apply(Tensor x)
    {
        var hidden = Rectifier.InPlace(first.Forward(MemoryLayout.ChannelsLast(x)));
        return MemoryLayout.ChannelMajor(last.Forward(Rectifier.InPlace(second.Forward(hidden))));
    }
}
