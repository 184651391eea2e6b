using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Native.ift_max_pool2d(input, [kernel_size], 1, [stride ?? kernel_size], 1, [padding ?? 0], 1, [dilation ?? 1], 1, ceil_mode);

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], stride is { } given ? [given] : null, [padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                stride ??= kernel_size;
                padding ??= Zero;
                return Native.ift_avg_pool2d(
                    input, kernel_size, kernel_size.Length, stride, stride.Length, padding, padding.Length, ceil_mode, count_include_pad, divisor_override ?? 0);
            }
        }
    }
}
