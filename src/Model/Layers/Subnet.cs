using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// The network inside a coupling: from the half that stays to the shift, and the log-scale, of the half that changes.
/// It need not be invertible. Its last convolution starts at zero.
/// </summary>
public abstract class Subnet : nn.Module
{
    /// <summary>Initializes a new instance of the <see cref="Subnet"/> class.</summary>
    /// <param name="name">The network's name.</param>
    private protected Subnet(string name)
        : base(name)
    {
    }

    /// <summary>Gets or sets the precision in which the network calculates; null: that of its input.</summary>
    internal ScalarType? Precision { get; set; }

    /// <summary>Applies the network.</summary>
    /// <param name="x">What the coupling leaves as it is, [N,C,h,w].</param>
    /// <returns>Shift, or shift and raw log-scale one after the other, along the channels; channel-major, of x's type.</returns>
    public Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var input = MemoryLayout.ChannelsLast(x.to(Precision ?? x.dtype));
        return MemoryLayout.ChannelMajor(Apply(input).to(x.dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>Applies the network.</summary>
    /// <param name="x">The input, [N,C,h,w], channels-last.</param>
    /// <returns>The output, in any layout.</returns>
    private protected abstract Tensor Apply(Tensor x);
}
