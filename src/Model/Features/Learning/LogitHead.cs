using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>From the features of a position to its logit; always in the precision of its weights.</summary>
internal sealed class LogitHead : nn.Module
{
#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter weight;
    private Parameter bias;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="LogitHead"/> class.</summary>
    /// <param name="inputs">The features.</param>
    /// <param name="initial">The logit to start from.</param>
    /// <param name="random">Draws the weights: normal with variance 1 / fan-in.</param>
    public LogitHead(int inputs, double initial, KeyedRandom random)
        : base(nameof(LogitHead))
    {
        var values = new float[inputs];
        for (var i = 0; i < inputs; i++)
        {
            values[i] = (float)(random.NextGaussian() / Math.Sqrt(inputs));
        }

        weight = nn.Parameter(tensor(values, [1, inputs, 1, 1]));
        bias = nn.Parameter(tensor([(float)initial]));
        RegisterComponents();
    }

    /// <summary>Computes the logits.</summary>
    /// <param name="x">The features, [N,C,h,w].</param>
    /// <returns>The logits, [N,1,h,w].</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        // Dilated for the reason that NormalizedConvolution gives.
        return nn.functional.conv2d(x.to(weight.dtype), weight, bias, dilation: [2, 2]).MoveToOuterDisposeScope();
    }
}
