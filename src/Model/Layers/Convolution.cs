using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A convolution of stride 1 that keeps the size of its input (zeros outside), for the subnetworks of couplings.
/// Weights start normal with variance 2 / fan-in (He et al., 2015), for the rectifier that follows; biases at 0.
/// </summary>
internal sealed class Convolution : FoldableConvolution
{
#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter weight;
    private Parameter bias;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="Convolution"/> class.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="kernel">The kernel's side, odd.</param>
    /// <param name="random">Draws the weights.</param>
    /// <param name="gain">A factor on the weights; 1 for a plain rectified network.</param>
    public Convolution(int inputs, int outputs, int kernel, KeyedRandom random, double gain = 1)
        : base(nameof(Convolution))
    {
        var deviation = gain * Math.Sqrt(2.0 / (inputs * kernel * kernel));
        var values = new float[outputs * inputs * kernel * kernel];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * random.NextGaussian());
        }

        weight = nn.Parameter(tensor(values, [outputs, inputs, kernel, kernel]));
        bias = nn.Parameter(zeros(outputs));
        RegisterComponents();
    }

    /// <inheritdoc/>
    protected override (Tensor Weight, Tensor Bias) Weights() => (weight, bias);
}
