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

            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1)
            {
                strides ??= One;
                padding ??= Zero;
                output_padding ??= Zero;
                dilation ??= One;
                return Native.ift_conv_transpose2d(
                    input, weight, bias, strides, strides.Length, padding, padding.Length, output_padding, output_padding.Length, dilation, dilation.Length, groups);
            }

            /// <summary>Sliding blocks as columns: [N, C·kh·kw, L].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                var (dilationRows, dilationColumns) = dilation ?? (1, 1);
                var (paddingRows, paddingColumns) = padding ?? (0, 0);
                var (strideRows, strideColumns) = stride ?? (1, 1);
                return Native.ift_im2col(
                    input, [kernel_size.Item1, kernel_size.Item2], [dilationRows, dilationColumns], [paddingRows, paddingColumns], [strideRows, strideColumns]);
            }
        }
    }
}
