using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor lt(Scalar target) => Native.ift_lt_scalar(this, target);

        public Tensor gt(Scalar target) => Native.ift_gt_scalar(this, target);

        public Tensor isfinite() => Native.ift_isfinite(this);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            Native.ift_allclose(this, target, rtol, atol, equal_nan, out var close);
            return close != 0;
        }

        public Tensor where(Tensor condition, Tensor y) => Native.ift_where(condition, this, y);
    }
}
