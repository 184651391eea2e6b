using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A convolution of stride 1 that keeps the size of its input and starts at zero, so that what it steers starts as the
/// identity. Its output is scaled by exp(3 · logs) per channel, learned, which lets it leave zero quickly (Glow, the
/// published code's last layer of a coupling).
/// </summary>
/// <remarks>The scale is folded into the small weights rather than applied to the large output.</remarks>
internal sealed class ZeroConvolution : FoldableConvolution
{
    private const double LogScaleFactor = 3;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter weight;
    private Parameter bias;
    private Parameter logs;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="ZeroConvolution"/> class.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="kernel">The kernel's side, odd.</param>
    public ZeroConvolution(int inputs, int outputs, int kernel)
        : base(nameof(ZeroConvolution))
    {
        weight = nn.Parameter(zeros([outputs, inputs, kernel, kernel]));
        bias = nn.Parameter(zeros(outputs));
        logs = nn.Parameter(zeros(outputs));
        RegisterComponents();
    }

    /// <inheritdoc/>
    protected override (Tensor Weight, Tensor Bias) Weights()
    {
        var scale = logs.mul(LogScaleFactor).exp();
        return (weight.mul(scale.view(-1, 1, 1, 1)), bias.mul(scale));
    }
}
