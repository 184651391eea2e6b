using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>A <see cref="ConvSubnet"/> that is told, beside its input, where in the picture each position is.</summary>
public sealed class PositionedSubnet : Subnet
{
    private readonly ConvSubnet inner;

    /// <summary>Initializes a new instance of the <see cref="PositionedSubnet"/> class.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="hidden">The channels inside.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="random">Draws the weights.</param>
    public PositionedSubnet(int inputs, int hidden, int outputs, KeyedRandom random)
        : base(nameof(PositionedSubnet))
    {
        inner = new ConvSubnet(inputs + PositionEncoding.Channels, hidden, outputs, random);
        RegisterComponents();
    }

    private protected override Tensor Apply(Tensor x) => inner.Forward(MemoryLayout.Join(x, PositionEncoding.Of(x)));
}
