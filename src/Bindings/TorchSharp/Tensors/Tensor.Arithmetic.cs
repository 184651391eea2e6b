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

        public Tensor add_(Scalar scalar) => add_(scalar, 1);

        public Tensor add_(Tensor target, Scalar alpha)
        {
            Native.ift_add_(this, target, alpha);
            return this;
        }

        public Tensor add_(Scalar scalar, Scalar alpha)
        {
            Native.ift_add_scalar_(this, scalar, alpha);
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

        public Tensor mul_(Tensor target)
        {
            Native.ift_mul_(this, target);
            return this;
        }

        public Tensor mul(Scalar target) => Native.ift_mul_scalar(this, target);

        public Tensor mul_(Scalar target)
        {
            Native.ift_mul_scalar_(this, target);
            return this;
        }

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Native.ift_div(this, target) : Native.ift_div_rounded(this, target, (int)rounding_mode);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None)
                Native.ift_div_(this, target);
            else
                Native.ift_div_rounded_(this, target, (int)rounding_mode);
            return this;
        }

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Native.ift_div_scalar(this, target) : Native.ift_div_rounded_scalar(this, target, (int)rounding_mode);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None)
                Native.ift_div_scalar_(this, target);
            else
                Native.ift_div_rounded_scalar_(this, target, (int)rounding_mode);
            return this;
        }

        public Tensor pow(Tensor exponent) => Native.ift_pow(this, exponent);

        public Tensor pow_(Tensor exponent)
        {
            Native.ift_pow_(this, exponent);
            return this;
        }

        public Tensor pow(Scalar exponent) => Native.ift_pow_scalar(this, exponent);

        public Tensor pow_(Scalar exponent)
        {
            Native.ift_pow_scalar_(this, exponent);
            return this;
        }

        public Tensor fmod(Tensor target) => Native.ift_fmod(this, target);

        public Tensor fmod_(Tensor target)
        {
            Native.ift_fmod_(this, target);
            return this;
        }

        public Tensor fmod(Scalar scalar) => Native.ift_fmod_scalar(this, scalar);

        public Tensor fmod_(Scalar scalar)
        {
            Native.ift_fmod_scalar_(this, scalar);
            return this;
        }

        public Tensor remainder(Tensor target) => Native.ift_remainder(this, target);

        public Tensor remainder_(Tensor target)
        {
            Native.ift_remainder_(this, target);
            return this;
        }

        public Tensor remainder(Scalar scalar) => Native.ift_remainder_scalar(this, scalar);

        public Tensor remainder_(Scalar scalar)
        {
            Native.ift_remainder_scalar_(this, scalar);
            return this;
        }

        public Tensor floor_divide(Tensor other) => Native.ift_floor_divide(this, other);

        public Tensor floor_divide(Scalar other) => Native.ift_floor_divide_scalar(this, other);

        public Tensor maximum(Tensor other) => Native.ift_maximum(this, other);

        public Tensor minimum(Tensor other) => Native.ift_minimum(this, other);

        public Tensor fmax(Tensor other) => Native.ift_fmax(this, other);

        public Tensor fmin(Tensor other) => Native.ift_fmin(this, other);

        public Tensor atan2(Tensor other) => Native.ift_atan2(this, other);

        public Tensor logaddexp(Tensor other) => Native.ift_logaddexp(this, other);

        public Tensor logical_and(Tensor other) => Native.ift_logical_and(this, other);

        public Tensor logical_or(Tensor other) => Native.ift_logical_or(this, other);

        public Tensor logical_xor(Tensor other) => Native.ift_logical_xor(this, other);

        public Tensor bitwise_and(Tensor other) => Native.ift_bitwise_and(this, other);

        public Tensor bitwise_or(Tensor other) => Native.ift_bitwise_or(this, other);

        public Tensor bitwise_xor(Tensor other) => Native.ift_bitwise_xor(this, other);

        public Tensor xlogy(Tensor y) => Native.ift_xlogy(this, y);

        public Tensor logical_and_(Tensor other)
        {
            Native.ift_logical_and_(this, other);
            return this;
        }

        public Tensor logical_or_(Tensor other)
        {
            Native.ift_logical_or_(this, other);
            return this;
        }

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Native.ift_addcmul(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Native.ift_addcmul_(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Native.ift_addcdiv(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Native.ift_addcdiv_(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor lerp(Tensor end, Tensor weight) => Native.ift_lerp(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight)
        {
            Native.ift_lerp_(this, end, weight);
            return this;
        }

        public Tensor round(long decimals = 0L) => Native.ift_round(this, decimals);

        public Tensor round_(long decimals = 0L)
        {
            Native.ift_round_(this, decimals);
            return this;
        }

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Native.ift_clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Native.ift_clamp_tensor(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Native.ift_clamp_(this, min, max);
            return this;
        }

        public Tensor clamp_(Tensor? min = null, Tensor? max = null)
        {
            Native.ift_clamp_tensor_(this, min, max);
            return this;
        }

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_max(Scalar max) => clamp(null, max);

        public Tensor clamp_max_(Scalar max) => clamp_(null, max);

        public Tensor clamp_min(Scalar min) => clamp(min, null);

        public Tensor clamp_min_(Scalar min) => clamp_(min, null);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Native.ift_nan_to_num(this, nan, posinf.HasValue, posinf ?? 0, neginf.HasValue, neginf ?? 0);

        public Tensor softplus(double beta = 1, double threshold = 20) => Native.ift_softplus(this, beta, threshold);

        public Tensor gelu() => Native.ift_gelu(this, 0);

        public Tensor leaky_relu(Scalar negative_slope) => Native.ift_leaky_relu(this, negative_slope);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.ift_softmax(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Native.ift_log_softmax(this, dim, dtype);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            Native.ift_normal_(this, mean, std, HandleOf(generator));
            GC.KeepAlive(generator);
            return this;
        }

        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            Native.ift_uniform_(this, from, to, HandleOf(generator));
            GC.KeepAlive(generator);
            return this;
        }

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            Native.ift_bernoulli_(this, p, HandleOf(generator));
            GC.KeepAlive(generator);
            return this;
        }

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null)
        {
            var drawn = Native.ift_multinomial(this, num_samples, replacement, HandleOf(generator));
            GC.KeepAlive(generator);
            return drawn;
        }
    }
}
