using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] One = [1];
            private static readonly long[] Zero = [0];

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Native.ift_linear(input, weights, bias);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                strides ??= One;
                padding ??= Zero;
                dilation ??= One;
                return Native.ift_conv2d(input, weight, bias, strides, strides.Length, padding, padding.Length, dilation, dilation.Length, groups);
            }

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
            {
                strides ??= One;
                dilation ??= One;
                return Native.ift_conv2d_padding(input, weight, bias, strides, strides.Length, padding == Padding.Same, dilation, dilation.Length, groups);
            }
        }
    }
}
