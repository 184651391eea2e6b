using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

// Element-wise arithmetic and comparison. One declaration for each function of that part of native/torch/math.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_abs(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_exp(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_exp2(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_expm1(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log1p(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log2(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log10(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sqrt(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_rsqrt(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_neg(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sign(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sgn(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_tanh(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sigmoid(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_relu(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_floor(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_ceil(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_trunc(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_frac(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_reciprocal(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_isnan(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_isfinite(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_isinf(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logical_not(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bitwise_not(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_erf(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_erfc(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_erfinv(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_cos(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sin(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_tan(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_acos(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_asin(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_atan(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sinh(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_cosh(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_lgamma(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_digamma(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_all(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_any(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_max(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_min(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_argmax(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_argmin(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_median(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_det(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logdet(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_trace(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_nonzero(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_matrix_exp(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_abs_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_exp_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_expm1_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_log_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_log1p_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_sqrt_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_rsqrt_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_neg_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_sign_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_tanh_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_sigmoid_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_relu_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_floor_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_ceil_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_trunc_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_reciprocal_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_zero_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_cos_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_sin_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mul(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mul_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_div(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_div_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pow(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pow_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_eq(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_eq_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_ne(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_ne_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_lt(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_lt_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_le(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_le_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_gt(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_gt_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_ge(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_ge_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_fmod(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_fmod_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_remainder(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_remainder_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_floor_divide(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_floor_divide_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_mul_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_mul_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_div_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_div_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_pow_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_pow_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_fmod_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_fmod_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_remainder_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_remainder_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_maximum(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_minimum(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_fmax(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_fmin(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_atan2(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logaddexp(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logical_and(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logical_or(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logical_xor(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bitwise_and(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bitwise_or(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bitwise_xor(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_matmul(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mm(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bmm(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mv(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_dot(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_outer(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_inner(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_xlogy(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_logical_and_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_logical_or_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_add(torch.Tensor a, torch.Tensor b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_add_scalar(torch.Tensor a, Scalar? b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial Status ift_add_(torch.Tensor a, torch.Tensor b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial Status ift_add_scalar_(torch.Tensor a, Scalar? b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sub(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sub_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_sub_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_sub_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_div_rounded(torch.Tensor a, torch.Tensor b, int rounding);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_div_rounded_scalar(torch.Tensor a, Scalar? b, int rounding);

    [LibraryImport(Library)]
    internal static partial Status ift_div_rounded_(torch.Tensor a, torch.Tensor b, int rounding);

    [LibraryImport(Library)]
    internal static partial Status ift_div_rounded_scalar_(torch.Tensor a, Scalar? b, int rounding);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_round(torch.Tensor t, long decimals);

    [LibraryImport(Library)]
    internal static partial Status ift_round_(torch.Tensor t, long decimals);

    [LibraryImport(Library)]
    internal static partial Status ift_fill_(torch.Tensor t, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_clamp(torch.Tensor t, Scalar? low, Scalar? high);

    [LibraryImport(Library)]
    internal static partial Status ift_clamp_(torch.Tensor t, Scalar? low, Scalar? high);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_clamp_tensor(torch.Tensor t, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? low, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? high);

    [LibraryImport(Library)]
    internal static partial Status ift_clamp_tensor_(torch.Tensor t, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? low, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? high);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_addcmul(torch.Tensor t, torch.Tensor a, torch.Tensor b, Scalar? value);

    [LibraryImport(Library)]
    internal static partial Status ift_addcmul_(torch.Tensor t, torch.Tensor a, torch.Tensor b, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_addcdiv(torch.Tensor t, torch.Tensor a, torch.Tensor b, Scalar? value);

    [LibraryImport(Library)]
    internal static partial Status ift_addcdiv_(torch.Tensor t, torch.Tensor a, torch.Tensor b, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_lerp(torch.Tensor t, torch.Tensor end, torch.Tensor weight);

    [LibraryImport(Library)]
    internal static partial Status ift_lerp_(torch.Tensor t, torch.Tensor end, torch.Tensor weight);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_addmm(torch.Tensor t, torch.Tensor a, torch.Tensor b, double beta, double alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_baddbmm(torch.Tensor t, torch.Tensor a, torch.Tensor b, double beta, double alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_where(torch.Tensor condition, torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_nan_to_num(torch.Tensor t, double nan, Flag hasHigh, double high, Flag hasLow, double low);

    [LibraryImport(Library)]
    internal static partial Status ift_allclose(torch.Tensor a, torch.Tensor b, double rtol, double atol, Flag equalNan, out int @out);

    [LibraryImport(Library)]
    internal static partial Status ift_equal(torch.Tensor a, torch.Tensor b, out int @out);
}
