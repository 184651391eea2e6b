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
    /// <returns>Shift, or shift and raw log-scale one after the other, along the channels, of x's type.</returns>
    public Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        return Apply(x.to(Precision ?? x.dtype)).to(x.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Applies the network.</summary>
    /// <param name="x">The input, [N,C,h,w], in the precision in which to calculate.</param>
    /// <returns>The output.</returns>
    private protected abstract Tensor Apply(Tensor x);
}
