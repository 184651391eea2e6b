using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A convolution of stride 1 that keeps the size of its input and starts at zero, so that what it steers starts as the
/// identity. Its output is scaled by exp(3 · logs) per channel, learned, which lets it leave zero quickly (Glow, the
/// published code's last layer of a coupling).
/// </summary>
/// <remarks>The scale is folded into the small weights rather than applied to the large output.</remarks>
internal sealed class ZeroConvolution : nn.Module
{
    private const double LogScaleFactor = 3;

    private readonly long[] padding;

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
        padding = [kernel / 2, kernel / 2];
        weight = nn.Parameter(zeros([outputs, inputs, kernel, kernel]));
        bias = nn.Parameter(zeros(outputs));
        logs = nn.Parameter(zeros(outputs));
        RegisterComponents();
    }

    /// <summary>Convolves.</summary>
    /// <param name="x">The input, [N,C,h,w].</param>
    /// <returns>The output, [N,outputs,h,w].</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var scale = logs.mul(LogScaleFactor).exp();
        return nn.functional.conv2d(x, weight.mul(scale.view(-1, 1, 1, 1)), bias.mul(scale), padding: padding)
            .MoveToOuterDisposeScope();
    }
}
