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

            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Native.ift_upsample_nearest2d(input, outputSizes, outputSizes?.Length ?? 0, scaleFactors, scaleFactors?.Length ?? 0);

            /// <summary>Sampling positions [N,H,W,2] in [-1,1] of an affine map [N,2,3].</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) => Native.ift_affine_grid(theta, size, size?.Length ?? 0, align_corners);

            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                Native.ift_grid_sample(input, grid, (int)mode, (int)padding_mode, align_corners == true);
        }
    }
}
