using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A dense layer for the subnetworks of couplings. Weights start normal with variance 2 / fan-in (He et al., 2015), for
/// the rectifier that follows, or at 0; biases at 0.
/// </summary>
internal sealed class Dense : nn.Module
{
#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter weight;
    private Parameter bias;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="Dense"/> class.</summary>
    /// <param name="inputs">The values that come in.</param>
    /// <param name="outputs">The values that go out.</param>
    /// <param name="random">Draws the weights, or null for weights of 0.</param>
    public Dense(int inputs, int outputs, KeyedRandom? random)
        : base(nameof(Dense))
    {
        var values = new float[outputs * inputs];
        if (random is not null)
        {
            var deviation = Math.Sqrt(2.0 / inputs);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(deviation * random.NextGaussian());
            }
        }

        weight = nn.Parameter(tensor(values, [outputs, inputs]));
        bias = nn.Parameter(zeros(outputs));
        RegisterComponents();
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="x">The input, [N,inputs].</param>
    /// <returns>The output, [N,outputs].</returns>
    public Tensor Forward(Tensor x) => nn.functional.linear(x, weight.to(x.dtype), bias.to(x.dtype));
}
