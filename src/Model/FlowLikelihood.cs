using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>From a flow's output to the likelihood of 8-bit images.</summary>
public static class FlowLikelihood
{
    /// <summary>The number of levels of a pixel, 256; a level's bin is 1/256 wide in the flow's input.</summary>
    public const int Bins = 256;

    /// <summary>
    /// Negative log-likelihood of each image in nats, per bin of 1/256: −log-det − log-prior + D ln 256. The last sum is
    /// in float64 whatever the flow's precision.
    /// </summary>
    /// <param name="output">What the flow said of the images.</param>
    /// <returns>Nats, [N] float64.</returns>
    public static Tensor Nll(FlowOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var scope = NewDisposeScope();
        var logLikelihood = output.LogDet.to(ScalarType.Float64) + output.LogPrior.to(ScalarType.Float64);
        return (output.Dequantisation - logLikelihood).MoveToOuterDisposeScope();
    }

    /// <summary>D ln 256, what the bins' width adds to the negative log-likelihood, in nats.</summary>
    /// <param name="dimensions">D, the number of values of one image.</param>
    /// <returns>Nats.</returns>
    public static double DequantisationConstant(int dimensions) => dimensions * Math.Log(Bins);

    /// <summary>Bits per dimension: NLL / (D ln 2).</summary>
    /// <param name="nll">The negative log-likelihood of one image, in nats, with the dequantisation constant.</param>
    /// <param name="dimensions">D, the number of values of the image.</param>
    /// <returns>Bits per dimension.</returns>
    public static double BitsPerDim(double nll, int dimensions) => nll / (dimensions * Math.Log(2));

    /// <summary>Bits per dimension of each image: NLL / (D ln 2).</summary>
    /// <param name="output">What the flow said of the images.</param>
    /// <returns>Bits per dimension, [N] float64.</returns>
    public static Tensor BitsPerDim(FlowOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var nll = Nll(output);
        return nll / (output.Dimensions * Math.Log(2));
    }

    /// <summary>The flow's input for 8-bit pixels v: (v + u) / 256 − 0.5.</summary>
    /// <param name="pixels">The pixels, [N,C,H,W] uint8.</param>
    /// <param name="noise">
    /// u in [0, 1), of the shape of <paramref name="pixels"/> (<see cref="DequantisationNoise"/>), or null for the
    /// bin's middle, 0.5, which makes the input a function of the image alone.
    /// </param>
    /// <param name="dtype">The precision of the input, that of the flow's weights. The default is float32.</param>
    /// <returns>The input, in [−0.5, 0.5), shape and device of <paramref name="pixels"/>.</returns>
    public static Tensor ToInput(Tensor pixels, Tensor? noise = null, ScalarType dtype = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using var scope = NewDisposeScope();
        var value = pixels.to(dtype);
        var shifted = noise is null ? value.add(0.5) : value.add(noise.to(dtype));
        return shifted.mul(1.0 / Bins).sub(0.5).MoveToOuterDisposeScope();
    }
}
