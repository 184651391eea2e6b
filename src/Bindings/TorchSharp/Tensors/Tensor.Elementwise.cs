using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Native.ift_abs(this);

        public Tensor exp() => Native.ift_exp(this);

        public Tensor exp2() => Native.ift_exp2(this);

        public Tensor expm1() => Native.ift_expm1(this);

        public Tensor log() => Native.ift_log(this);

        public Tensor log1p() => Native.ift_log1p(this);

        public Tensor log2() => Native.ift_log2(this);

        public Tensor log10() => Native.ift_log10(this);

        public Tensor sqrt() => Native.ift_sqrt(this);

        public Tensor rsqrt() => Native.ift_rsqrt(this);

        public Tensor neg() => Native.ift_neg(this);

        public Tensor sign() => Native.ift_sign(this);

        public Tensor sgn() => Native.ift_sgn(this);

        public Tensor tanh() => Native.ift_tanh(this);

        public Tensor sigmoid() => Native.ift_sigmoid(this);

        public Tensor relu() => Native.ift_relu(this);

        public Tensor floor() => Native.ift_floor(this);

        public Tensor ceil() => Native.ift_ceil(this);

        public Tensor trunc() => Native.ift_trunc(this);

        public Tensor frac() => Native.ift_frac(this);

        public Tensor reciprocal() => Native.ift_reciprocal(this);

        public Tensor logical_not() => Native.ift_logical_not(this);

        public Tensor bitwise_not() => Native.ift_bitwise_not(this);

        public Tensor erf() => Native.ift_erf(this);

        public Tensor erfc() => Native.ift_erfc(this);

        public Tensor erfinv() => Native.ift_erfinv(this);

        public Tensor cos() => Native.ift_cos(this);

        public Tensor sin() => Native.ift_sin(this);

        public Tensor tan() => Native.ift_tan(this);

        public Tensor acos() => Native.ift_acos(this);

        public Tensor asin() => Native.ift_asin(this);

        public Tensor atan() => Native.ift_atan(this);

        public Tensor sinh() => Native.ift_sinh(this);

        public Tensor cosh() => Native.ift_cosh(this);

        public Tensor lgamma() => Native.ift_lgamma(this);

        public Tensor digamma() => Native.ift_digamma(this);

        public Tensor silu() => Native.ift_silu(this);

        public Tensor log_sigmoid() => Native.ift_log_sigmoid(this);

        public Tensor negative() => neg();

        public Tensor square() => pow(2);

        public Tensor abs_()
        {
            Native.ift_abs_(this);
            return this;
        }

        public Tensor exp_()
        {
            Native.ift_exp_(this);
            return this;
        }

        public Tensor expm1_()
        {
            Native.ift_expm1_(this);
            return this;
        }

        public Tensor log_()
        {
            Native.ift_log_(this);
            return this;
        }

        public Tensor log1p_()
        {
            Native.ift_log1p_(this);
            return this;
        }

        public Tensor sqrt_()
        {
            Native.ift_sqrt_(this);
            return this;
        }

        public Tensor rsqrt_()
        {
            Native.ift_rsqrt_(this);
            return this;
        }

        public Tensor neg_()
        {
            Native.ift_neg_(this);
            return this;
        }

        public Tensor sign_()
        {
            Native.ift_sign_(this);
            return this;
        }

        public Tensor tanh_()
        {
            Native.ift_tanh_(this);
            return this;
        }

        public Tensor sigmoid_()
        {
            Native.ift_sigmoid_(this);
            return this;
        }

        public Tensor relu_()
        {
            Native.ift_relu_(this);
            return this;
        }

        public Tensor floor_()
        {
            Native.ift_floor_(this);
            return this;
        }

        public Tensor ceil_()
        {
            Native.ift_ceil_(this);
            return this;
        }

        public Tensor trunc_()
        {
            Native.ift_trunc_(this);
            return this;
        }

        public Tensor reciprocal_()
        {
            Native.ift_reciprocal_(this);
            return this;
        }

        public Tensor zero_()
        {
            Native.ift_zero_(this);
            return this;
        }

        public Tensor cos_()
        {
            Native.ift_cos_(this);
            return this;
        }

        public Tensor sin_()
        {
            Native.ift_sin_(this);
            return this;
        }

        public Tensor silu_()
        {
            Native.ift_silu_(this);
            return this;
        }
    }
}
