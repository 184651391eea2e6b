using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace InspectFlow.Model.Layers;

/// <summary>A convolution that sums in the same order alone, in any batch and with any number of threads.</summary>
/// <remarks>
/// On a processor torch gives a single small picture to a BLAS, whose order depends on the number of threads, and larger
/// ones and batches to a library of convolutions, whose order does not. A small picture therefore goes in twice.
/// </remarks>
internal static class SteadyConvolution
{
    // Torch's own limit, in values of the input.
    private const long SmallInput = 20_480;

    /// <summary>Convolves.</summary>
    /// <param name="input">The pictures, [N,C,h,w], channels-last.</param>
    /// <param name="filters">The filters, [K,C of a group,p,q]; not 1 × 1 unless strided or dilated.</param>
    /// <param name="bias">Added to each channel, [K], or null.</param>
    /// <param name="strides">The steps down and across.</param>
    /// <param name="padding">The zeros around the picture, or null for none.</param>
    /// <param name="dilation">The distances of the filters' places, or null for 1.</param>
    /// <param name="groups">The groups of channels that do not mix. The default is 1.</param>
    /// <returns>The result, [N,K,h',w'], channels-last.</returns>
    public static Tensor Apply(
        Tensor input, Tensor filters, Tensor? bias, long[] strides, long[]? padding = null, long[]? dilation = null, long groups = 1)
    {
        if (input.device_type != DeviceType.CPU || input.shape[0] > 1 || input.numel() > SmallInput)
        {
            return conv2d(input, filters, bias, strides, padding, dilation, groups);
        }

        using var scope = NewDisposeScope();
        return conv2d(cat([input, input]), filters, bias, strides, padding, dilation, groups).narrow(0, 0, 1).MoveToOuterDisposeScope();
    }
}
