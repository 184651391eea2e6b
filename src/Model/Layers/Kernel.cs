using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A convolution's weights in the form in which they are applied: stride 1, zeros outside, the size of the input kept.
/// </summary>
/// <remarks>
/// A 3 × 3 convolution to few channels leaves most of a processor's vector lanes empty. It is applied as one of 4 × 4
/// with stride 2 to four times the channels, one group for each position of a 2 × 2 block: 1.8 times the arithmetic, at
/// four times the rate. The sums are the same; only their rounding differs.
/// </remarks>
internal sealed class Kernel : IDisposable
{
    // Up to here the gain outweighs the added arithmetic and the regrouping, of which gradients have more.
    private const long MostPolyphaseOutputs = 8;
    private const long MostPolyphaseOutputsLearning = 4;

    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly long[] padding;
    private readonly bool isPolyphase;

    private Kernel(Tensor weight, Tensor bias, long padding, bool isPolyphase)
    {
        this.weight = weight;
        this.bias = bias;
        this.padding = [padding, padding];
        this.isPolyphase = isPolyphase;
    }

    /// <summary>Takes weights as they are, for one use within the caller's dispose scope.</summary>
    /// <param name="weight">The weights, [outputs,inputs,k,k], k odd.</param>
    /// <param name="bias">The biases, [outputs].</param>
    /// <param name="input">What they will be applied to, [N,inputs,h,w].</param>
    /// <returns>The kernel. Gradients flow back to the weights.</returns>
    public static Kernel For(Tensor weight, Tensor bias, Tensor input)
    {
        var most = is_grad_enabled() ? MostPolyphaseOutputsLearning : MostPolyphaseOutputs;
        var usePolyphase = weight.shape[2] == 3 && weight.shape[0] <= most &&
            input.shape[2] % 2 == 0 && input.shape[3] % 2 == 0 && input.device_type == DeviceType.CPU;
        return usePolyphase
            ? new Kernel(Polyphase(weight), bias.unsqueeze(1).expand(-1, 4).reshape(-1), 1, isPolyphase: true)
            : new Kernel(weight, bias, weight.shape[2] / 2, isPolyphase: false);
    }

    /// <summary>Makes a lasting copy that needs no further preparation.</summary>
    /// <returns>The copy, which the caller disposes.</returns>
    public Kernel Keep() => new(
        MemoryLayout.ChannelsLast(weight.detach().clone()).DetachFromDisposeScope(),
        bias.detach().clone().DetachFromDisposeScope(),
        padding[0],
        isPolyphase);

    /// <summary>Convolves.</summary>
    /// <param name="x">The input, [N,inputs,h,w], channels-last.</param>
    /// <returns>The output, [N,outputs,h,w]: channel-major where it went by blocks, else channels-last.</returns>
    public Tensor Apply(Tensor x)
    {
        if (!isPolyphase)
        {
            return nn.functional.conv2d(x, weight, bias, padding: padding);
        }

        var blocks = nn.functional.conv2d(x, weight, bias, strides: [2, 2], padding: padding);
        var (n, c, h, w) = (blocks.shape[0], blocks.shape[1] / 4, blocks.shape[2], blocks.shape[3]);
        return blocks.view(n, c, 2, 2, h, w).permute(1, 0, 4, 2, 5, 3).reshape(c, n, 2 * h, 2 * w).permute(1, 0, 2, 3);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        weight.Dispose();
        bias.Dispose();
    }

    // The position (i, j) of a block sees the 4 × 4 field through a 3 × 3 window that starts at (i, j).
    private static Tensor Polyphase(Tensor weight)
    {
        var windows = new Tensor[4];
        for (var i = 0; i < 4; i++)
        {
            var (top, left) = (i / 2, i % 2);
            windows[i] = nn.functional.pad(weight, [left, 1 - left, top, 1 - top]);
        }

        return stack(windows, 1).reshape(4 * weight.shape[0], weight.shape[1], 4, 4);
    }
}
