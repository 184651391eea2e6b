using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Adds a border; amounts before and after, the last dimension first.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Native.ift_pad(input, pad, pad.Length, (int)mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The same border on every side of every dimension.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var amounts = new long[input.dim() * 2];
                Array.Fill(amounts, pad);
                return functional.pad(input, amounts, mode, value);
            }

            /// <summary>Resizes the spatial dimensions to <paramref name="size"/> or by <paramref name="scale_factor"/>.</summary>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false) =>
                Native.ift_interpolate(x, size, size?.Length ?? 0, scale_factor, scale_factor?.Length ?? 0, (int)mode, align_corners == true, recompute_scale_factor, antialias);

            /// <summary>Sampling positions [N,H,W,2] in [-1,1] of an affine map [N,2,3].</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) => Native.ift_affine_grid(theta, size, size?.Length ?? 0, align_corners);

            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                Native.ift_grid_sample(input, grid, (int)mode, (int)padding_mode, align_corners == true);

            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Native.ift_pixel_shuffle(input, upscale_factor);

            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Native.ift_pixel_unshuffle(input, downscale_factor);
        }
    }
}
