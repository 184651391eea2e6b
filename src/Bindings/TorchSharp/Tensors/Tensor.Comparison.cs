using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Native.ift_eq(this, target);

        public Tensor eq(Scalar target) => Native.ift_eq_scalar(this, target);

        public Tensor ne(Tensor target) => Native.ift_ne(this, target);

        public Tensor ne(Scalar target) => Native.ift_ne_scalar(this, target);

        public Tensor lt(Tensor target) => Native.ift_lt(this, target);

        public Tensor lt(Scalar target) => Native.ift_lt_scalar(this, target);

        public Tensor le(Tensor target) => Native.ift_le(this, target);

        public Tensor le(Scalar target) => Native.ift_le_scalar(this, target);

        public Tensor gt(Tensor target) => Native.ift_gt(this, target);

        public Tensor gt(Scalar target) => Native.ift_gt_scalar(this, target);

        public Tensor ge(Tensor target) => Native.ift_ge(this, target);

        public Tensor ge(Scalar target) => Native.ift_ge_scalar(this, target);

        public Tensor isnan() => Native.ift_isnan(this);

        public Tensor isfinite() => Native.ift_isfinite(this);

        public Tensor isinf() => Native.ift_isinf(this);

        /// <summary>Element by element, as <see cref="eq(Tensor)"/>.</summary>
        public Tensor equal(Tensor target) => eq(target);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            Native.ift_allclose(this, target, rtol, atol, equal_nan, out var close);
            return close != 0;
        }

        public Tensor where(Tensor condition, Tensor y) => Native.ift_where(condition, this, y);

        public Tensor masked_fill(Tensor mask, Scalar value) => Native.ift_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            Native.ift_masked_fill_(this, mask, value);
            return this;
        }

        public Tensor masked_select(Tensor mask) => Native.ift_masked_select(this, mask);

        public Tensor nonzero() => Native.ift_nonzero(this);
    }
}
