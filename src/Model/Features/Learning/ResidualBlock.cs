using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Two 3 × 3 convolutions around which the input goes as well (He et al., 2016), each normalised.</summary>
internal sealed class ResidualBlock : nn.Module
{
    private readonly NormalizedConvolution first;
    private readonly NormalizedConvolution second;

    /// <summary>Initializes a new instance of the <see cref="ResidualBlock"/> class.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="random">Draws the weights.</param>
    public ResidualBlock(int channels, KeyedRandom random)
        : base(nameof(ResidualBlock))
    {
        first = new NormalizedConvolution(channels, channels, 3, 1, random);
        second = new NormalizedConvolution(channels, channels, 3, 1, random);
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="x">The input, [N,C,h,w], channels-last.</param>
    /// <returns>The output, of the same shape, rectified.</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var branch = second.Forward(Rectifier.InPlace(first.Forward(x)));
        return Rectifier.InPlace(branch.add_(x)).MoveToOuterDisposeScope();
    }
}
