using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>How tensors lie in memory.</summary>
internal static class MemoryLayout
{
    /// <summary>
    /// The same [N,C,h,w] tensor with the channels of a position side by side in memory, which processors convolve
    /// two to four times as fast where channels are few.
    /// </summary>
    /// <param name="x">The tensor, in any layout.</param>
    /// <returns>A view of it, or a copy where it lay otherwise.</returns>
    public static Tensor ChannelsLast(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);

        // The reshape, rather than contiguous(), sets the strides right where there is one channel.
        return x.permute(0, 2, 3, 1).contiguous().view(n, h, w, c).permute(0, 3, 1, 2);
    }
}
