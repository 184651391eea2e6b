using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => add(target, 1);

        public Tensor add(Tensor target, Scalar alpha) => Native.ift_add(this, target, alpha);

        public Tensor add(Scalar scalar) => add(scalar, 1);

        public Tensor add(Scalar scalar, Scalar alpha) => Native.ift_add_scalar(this, scalar, alpha);

        public Tensor add_(Tensor target) => add_(target, 1);

        public Tensor add_(Tensor target, Scalar alpha)
        {
            Native.ift_add_(this, target, alpha);
            return this;
        }

        public Tensor sub(Tensor target) => Native.ift_sub(this, target);

        public Tensor sub_(Tensor target)
        {
            Native.ift_sub_(this, target);
            return this;
        }

        public Tensor sub(Scalar target) => Native.ift_sub_scalar(this, target);

        public Tensor sub_(Scalar target)
        {
            Native.ift_sub_scalar_(this, target);
            return this;
        }

        public Tensor mul(Tensor target) => Native.ift_mul(this, target);

        public Tensor mul(Scalar target) => Native.ift_mul_scalar(this, target);

        public Tensor mul_(Scalar target)
        {
            Native.ift_mul_scalar_(this, target);
            return this;
        }

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Native.ift_div_scalar(this, target) : Native.ift_div_rounded_scalar(this, target, (int)rounding_mode);

        public Tensor pow(Scalar exponent) => Native.ift_pow_scalar(this, exponent);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Native.ift_addcmul(this, tensor1, tensor2, value);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Native.ift_addmm(this, mat1, mat2, beta, alpha);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Native.ift_clamp(this, min, max);

        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            Native.ift_uniform_(this, from, to, HandleOf(generator));
            GC.KeepAlive(generator);
            return this;
        }
    }
}
