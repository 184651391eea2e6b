using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>The rectifier, max(0, x).</summary>
internal static class Rectifier
{
    // 6 as bfloat16; greater positive values are greater as integers too.
    private const short Six = 0x40C0;

    /// <summary>Rectifies in place.</summary>
    /// <param name="x">The tensor, [N,C,h,w].</param>
    /// <returns>The same tensor.</returns>
    /// <remarks>
    /// libtorch goes through float32 to rectify bfloat16 on a processor, which takes as long as the convolution before
    /// it. A negative bfloat16 is a negative 16-bit integer, so that whole vectors can be compared as integers instead.
    /// </remarks>
    public static Tensor InPlace(Tensor x) => TryClamp(x, short.MaxValue) ? x : x.relu_();

    /// <summary>Rectifies in place and cuts off at 6, as MobileNets do.</summary>
    /// <param name="x">The tensor, [N,C,h,w].</param>
    /// <returns>The same tensor, min(6, max(0, x)).</returns>
    public static Tensor ClippedInPlace(Tensor x) => TryClamp(x, Six) ? x : x.relu6_();

    /// <summary>Rectifies a copy.</summary>
    /// <param name="x">The tensor, [N,C,h,w].</param>
    /// <returns>max(0, x).</returns>
    public static Tensor Of(Tensor x) => IsSlow(x) ? InPlace(x.clone()) : x.relu();

    // Written past autograd, so only where nothing is recorded.
    private static bool IsSlow(Tensor x) =>
        x.dtype == ScalarType.BFloat16 && x.device_type == DeviceType.CPU && !is_grad_enabled();

    private static bool TryClamp(Tensor x, short most)
    {
        if (!IsSlow(x))
        {
            return false;
        }

        using var rows = x.permute(0, 2, 3, 1);
        if (!rows.is_contiguous())
        {
            return false;
        }

        Clamp(MemoryMarshal.Cast<byte, short>(rows.bytes), most);
        return true;
    }

    private static void Clamp(Span<short> values, short most)
    {
        var upper = new Vector<short>(most);
        var vectors = MemoryMarshal.Cast<short, Vector<short>>(values);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.Min(Vector.Max(vectors[i], Vector<short>.Zero), upper);
        }

        for (var i = vectors.Length * Vector<short>.Count; i < values.Length; i++)
        {
            values[i] = Math.Clamp(values[i], (short)0, most);
        }
    }
}
