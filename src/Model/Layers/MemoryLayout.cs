using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// How [N,C,h,w] tensors lie in memory. Between layers a flow's values are channel-major: all images of one channel
/// side by side, so that the halves of a coupling are contiguous and a channel matrix is one matrix product. Inside a
/// subnetwork they are channels-last, which processors convolve two to four times as fast where channels are few.
/// </summary>
internal static class MemoryLayout
{
    /// <summary>The same tensor with the channels of a position side by side in memory.</summary>
    /// <param name="x">The tensor, [N,C,h,w] in any layout.</param>
    /// <returns>A view of it, or a copy where it lay otherwise.</returns>
    public static Tensor ChannelsLast(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);

        // The reshape, rather than contiguous(), sets the strides right where there is one channel.
        return x.permute(0, 2, 3, 1).contiguous().view(n, h, w, c).permute(0, 3, 1, 2);
    }

    /// <summary>The same tensor with each channel of the whole batch in one piece of memory.</summary>
    /// <param name="x">The tensor, [N,C,h,w] in any layout.</param>
    /// <returns>A view of it, or a copy where it lay otherwise.</returns>
    public static Tensor ChannelMajor(Tensor x) => x.permute(1, 0, 2, 3).contiguous().permute(1, 0, 2, 3);

    /// <summary>Lays tensors one after the other along the channels.</summary>
    /// <param name="parts">The tensors, [N,.,h,w].</param>
    /// <returns>All of them, [N,C,h,w], channel-major.</returns>
    public static Tensor Join(params ReadOnlySpan<Tensor> parts)
    {
        var turned = new Tensor[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            turned[i] = parts[i].permute(1, 0, 2, 3);
        }

        return cat(turned, 0).permute(1, 0, 2, 3);
    }

    /// <summary>Applies a channel matrix at every position.</summary>
    /// <param name="x">The input, [N,C,h,w].</param>
    /// <param name="weight">The matrix, [C,C].</param>
    /// <param name="bias">Added to each position, [C], or null.</param>
    /// <returns>The output, [N,C,h,w], channel-major.</returns>
    public static Tensor Mix(Tensor x, Tensor weight, Tensor? bias = null)
    {
        using var scope = NewDisposeScope();
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var rows = x.permute(1, 0, 2, 3).reshape(c, n * h * w);
        var mixed = x.device_type == DeviceType.CPU && !is_grad_enabled()
            ? MixOnProcessor(rows, weight, bias)
            : bias is null ? weight.mm(rows) : bias.view(c, 1).addmm(weight, rows);
        return mixed.view(c, n, h, w).permute(1, 0, 2, 3).MoveToOuterDisposeScope();
    }

    private static Tensor MixOnProcessor(Tensor rows, Tensor weight, Tensor? bias)
    {
        if (weight.dtype != rows.dtype)
        {
            throw new ArgumentException($"A channel matrix of {weight.dtype} does not apply to values of {rows.dtype}.", nameof(weight));
        }

        var mixed = empty(rows.shape, rows.dtype);
        Span<byte> added = bias is null ? [] : bias.bytes;
        if (rows.dtype == ScalarType.Float64)
        {
            ChannelMixer.Apply<double>(rows.bytes, weight.contiguous().bytes, added, mixed.bytes);
        }
        else
        {
            ChannelMixer.Apply<float>(rows.bytes, weight.contiguous().bytes, added, mixed.bytes);
        }

        return mixed;
    }
}
