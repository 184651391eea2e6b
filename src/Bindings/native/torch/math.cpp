// Element-wise arithmetic, comparison, reduction, linear algebra.
#include "bridge.h"

using namespace ift;

#define UNARY(name) \
  IFT_API Handle ift_##name(Handle t) { return tensor([&] { return get(t).name(); }); }
#define UNARY_IN_PLACE(name) \
  IFT_API int32_t ift_##name##_(Handle t) { return run([&] { get(t).name##_(); }); }
#define BINARY(name) \
  IFT_API Handle ift_##name(Handle a, Handle b) { return tensor([&] { return get(a).name(get(b)); }); }
#define BINARY_IN_PLACE(name) \
  IFT_API int32_t ift_##name##_(Handle a, Handle b) { return run([&] { get(a).name##_(get(b)); }); }
#define WITH_SCALAR(name) \
  IFT_API Handle ift_##name##_scalar(Handle a, Scalar b) { return tensor([&] { return get(a).name(get(b)); }); }
#define WITH_SCALAR_IN_PLACE(name) \
  IFT_API int32_t ift_##name##_scalar_(Handle a, Scalar b) { return run([&] { get(a).name##_(get(b)); }); }
#define BOTH(name) BINARY(name) WITH_SCALAR(name)
#define BOTH_IN_PLACE(name) BINARY_IN_PLACE(name) WITH_SCALAR_IN_PLACE(name)

UNARY(abs) UNARY(exp) UNARY(exp2) UNARY(expm1) UNARY(log) UNARY(log1p) UNARY(log2) UNARY(log10) UNARY(sqrt) UNARY(rsqrt)
UNARY(neg) UNARY(sign) UNARY(sgn) UNARY(tanh) UNARY(sigmoid) UNARY(relu) UNARY(floor) UNARY(ceil) UNARY(trunc) UNARY(frac)
UNARY(reciprocal) UNARY(isnan) UNARY(isfinite) UNARY(isinf) UNARY(logical_not) UNARY(bitwise_not) UNARY(erf) UNARY(erfc)
UNARY(erfinv) UNARY(cos) UNARY(sin) UNARY(tan) UNARY(acos) UNARY(asin) UNARY(atan) UNARY(sinh) UNARY(cosh) UNARY(lgamma)
UNARY(digamma) UNARY(all) UNARY(any) UNARY(max) UNARY(min) UNARY(argmax) UNARY(argmin) UNARY(median) UNARY(det) UNARY(logdet)
UNARY(trace) UNARY(nonzero) UNARY(matrix_exp)
UNARY_IN_PLACE(abs) UNARY_IN_PLACE(exp) UNARY_IN_PLACE(expm1) UNARY_IN_PLACE(log) UNARY_IN_PLACE(log1p) UNARY_IN_PLACE(sqrt)
UNARY_IN_PLACE(rsqrt) UNARY_IN_PLACE(neg) UNARY_IN_PLACE(sign) UNARY_IN_PLACE(tanh) UNARY_IN_PLACE(sigmoid) UNARY_IN_PLACE(relu)
UNARY_IN_PLACE(floor) UNARY_IN_PLACE(ceil) UNARY_IN_PLACE(trunc) UNARY_IN_PLACE(reciprocal) UNARY_IN_PLACE(zero)
UNARY_IN_PLACE(cos) UNARY_IN_PLACE(sin)

BOTH(mul) BOTH(div) BOTH(pow) BOTH(eq) BOTH(ne) BOTH(lt) BOTH(le) BOTH(gt) BOTH(ge) BOTH(fmod) BOTH(remainder) BOTH(floor_divide)
BOTH_IN_PLACE(mul) BOTH_IN_PLACE(div) BOTH_IN_PLACE(pow) BOTH_IN_PLACE(fmod) BOTH_IN_PLACE(remainder)
BINARY(maximum) BINARY(minimum) BINARY(fmax) BINARY(fmin) BINARY(atan2) BINARY(logaddexp) BINARY(logical_and) BINARY(logical_or)
BINARY(logical_xor) BINARY(bitwise_and) BINARY(bitwise_or) BINARY(bitwise_xor) BINARY(matmul) BINARY(mm) BINARY(bmm) BINARY(mv)
BINARY(dot) BINARY(outer) BINARY(inner) BINARY(xlogy)
BINARY_IN_PLACE(logical_and) BINARY_IN_PLACE(logical_or)

IFT_API Handle ift_add(Handle a, Handle b, Scalar alpha) { return tensor([&] { return get(a).add(get(b), get(alpha)); }); }
IFT_API Handle ift_add_scalar(Handle a, Scalar b, Scalar alpha) { return tensor([&] { return get(a).add(get(b), get(alpha)); }); }
IFT_API int32_t ift_add_(Handle a, Handle b, Scalar alpha) { return run([&] { get(a).add_(get(b), get(alpha)); }); }
IFT_API int32_t ift_add_scalar_(Handle a, Scalar b, Scalar alpha) { return run([&] { get(a).add_(get(b), get(alpha)); }); }
IFT_API Handle ift_sub(Handle a, Handle b) { return tensor([&] { return get(a).sub(get(b)); }); }
IFT_API Handle ift_sub_scalar(Handle a, Scalar b) { return tensor([&] { return get(a).sub(get(b)); }); }
IFT_API int32_t ift_sub_(Handle a, Handle b) { return run([&] { get(a).sub_(get(b)); }); }
IFT_API int32_t ift_sub_scalar_(Handle a, Scalar b) { return run([&] { get(a).sub_(get(b)); }); }
// rounding: 1 towards zero, 2 towards minus infinity
IFT_API Handle ift_div_rounded(Handle a, Handle b, int32_t rounding) {
  return tensor([&] { return get(a).div(get(b), rounding == 1 ? "trunc" : "floor"); });
}
IFT_API Handle ift_div_rounded_scalar(Handle a, Scalar b, int32_t rounding) {
  return tensor([&] { return get(a).div(get(b), rounding == 1 ? "trunc" : "floor"); });
}
IFT_API int32_t ift_div_rounded_(Handle a, Handle b, int32_t rounding) {
  return run([&] { get(a).div_(get(b), rounding == 1 ? "trunc" : "floor"); });
}
IFT_API int32_t ift_div_rounded_scalar_(Handle a, Scalar b, int32_t rounding) {
  return run([&] { get(a).div_(get(b), rounding == 1 ? "trunc" : "floor"); });
}
IFT_API Handle ift_round(Handle t, int64_t decimals) { return tensor([&] { return decimals == 0 ? get(t).round() : get(t).round(decimals); }); }
IFT_API int32_t ift_round_(Handle t, int64_t decimals) { return run([&] { if (decimals == 0) get(t).round_(); else get(t).round_(decimals); }); }
IFT_API int32_t ift_fill_(Handle t, Scalar value) { return run([&] { get(t).fill_(get(value)); }); }
IFT_API Handle ift_clamp(Handle t, Scalar low, Scalar high) { return tensor([&] { return at::clamp(get(t), maybe(low), maybe(high)); }); }
IFT_API int32_t ift_clamp_(Handle t, Scalar low, Scalar high) { return run([&] { at::clamp_(get(t), maybe(low), maybe(high)); }); }
IFT_API Handle ift_clamp_tensor(Handle t, Handle low, Handle high) { return tensor([&] { return at::clamp(get(t), maybe(low), maybe(high)); }); }
IFT_API int32_t ift_clamp_tensor_(Handle t, Handle low, Handle high) { return run([&] { at::clamp_(get(t), maybe(low), maybe(high)); }); }
IFT_API Handle ift_addcmul(Handle t, Handle a, Handle b, Scalar value) { return tensor([&] { return get(t).addcmul(get(a), get(b), get(value)); }); }
IFT_API int32_t ift_addcmul_(Handle t, Handle a, Handle b, Scalar value) { return run([&] { get(t).addcmul_(get(a), get(b), get(value)); }); }
IFT_API Handle ift_addcdiv(Handle t, Handle a, Handle b, Scalar value) { return tensor([&] { return get(t).addcdiv(get(a), get(b), get(value)); }); }
IFT_API int32_t ift_addcdiv_(Handle t, Handle a, Handle b, Scalar value) { return run([&] { get(t).addcdiv_(get(a), get(b), get(value)); }); }
IFT_API Handle ift_lerp(Handle t, Handle end, Handle weight) { return tensor([&] { return get(t).lerp(get(end), get(weight)); }); }
IFT_API int32_t ift_lerp_(Handle t, Handle end, Handle weight) { return run([&] { get(t).lerp_(get(end), get(weight)); }); }
IFT_API Handle ift_addmm(Handle t, Handle a, Handle b, double beta, double alpha) {
  return tensor([&] { return at::addmm(get(t), get(a), get(b), beta, alpha); });
}
IFT_API Handle ift_baddbmm(Handle t, Handle a, Handle b, double beta, double alpha) {
  return tensor([&] { return at::baddbmm(get(t), get(a), get(b), beta, alpha); });
}
IFT_API Handle ift_where(Handle condition, Handle a, Handle b) { return tensor([&] { return at::where(get(condition), get(a), get(b)); }); }
IFT_API Handle ift_nan_to_num(Handle t, double nan, int32_t has_high, double high, int32_t has_low, double low) {
  return tensor([&] {
    return at::nan_to_num(get(t), nan, has_high ? optional<double>(high) : optional<double>(), has_low ? optional<double>(low) : optional<double>());
  });
}
IFT_API int32_t ift_allclose(Handle a, Handle b, double rtol, double atol, int32_t equal_nan, int32_t* out) {
  return run([&] { *out = at::allclose(get(a), get(b), rtol, atol, equal_nan != 0) ? 1 : 0; });
}
IFT_API int32_t ift_equal(Handle a, Handle b, int32_t* out) { return run([&] { *out = at::equal(get(a), get(b)) ? 1 : 0; }); }

// Reduction. A negative number of dimensions means: over all of them.
IFT_API Handle ift_sum(Handle t, const int64_t* over, int32_t n, int32_t keep, int32_t dtype) {
  return tensor([&] { return n < 0 ? at::sum(get(t), type(dtype)) : at::sum(get(t), dims(over, n), keep != 0, type(dtype)); });
}
IFT_API Handle ift_mean(Handle t, const int64_t* over, int32_t n, int32_t keep, int32_t dtype) {
  return tensor([&] { return n < 0 ? at::mean(get(t), type(dtype)) : at::mean(get(t), dims(over, n), keep != 0, type(dtype)); });
}
IFT_API Handle ift_std(Handle t, const int64_t* over, int32_t n, int32_t unbiased, int32_t keep) {
  return tensor([&] { return n < 0 ? at::std(get(t), unbiased != 0) : at::std(get(t), dims(over, n), unbiased != 0, keep != 0); });
}
IFT_API Handle ift_var(Handle t, const int64_t* over, int32_t n, int32_t unbiased, int32_t keep) {
  return tensor([&] { return n < 0 ? at::var(get(t), unbiased != 0) : at::var(get(t), dims(over, n), unbiased != 0, keep != 0); });
}
IFT_API int32_t ift_var_mean(Handle t, const int64_t* over, int32_t n, int32_t unbiased, int32_t keep, Handle* var, Handle* mean) {
  return pair(var, mean, [&] { return n < 0 ? at::var_mean(get(t), unbiased != 0) : at::var_mean(get(t), dims(over, n), unbiased != 0, keep != 0); });
}
IFT_API Handle ift_amax(Handle t, const int64_t* over, int32_t n, int32_t keep) { return tensor([&] { return at::amax(get(t), dims(over, n), keep != 0); }); }
IFT_API Handle ift_amin(Handle t, const int64_t* over, int32_t n, int32_t keep) { return tensor([&] { return at::amin(get(t), dims(over, n), keep != 0); }); }
IFT_API Handle ift_prod(Handle t, int32_t dtype) { return tensor([&] { return at::prod(get(t), type(dtype)); }); }
IFT_API Handle ift_prod_dim(Handle t, int64_t dim, int32_t keep, int32_t dtype) { return tensor([&] { return at::prod(get(t), dim, keep != 0, type(dtype)); }); }
IFT_API Handle ift_cumsum(Handle t, int64_t dim, int32_t dtype) { return tensor([&] { return at::cumsum(get(t), dim, type(dtype)); }); }
IFT_API Handle ift_cumprod(Handle t, int64_t dim, int32_t dtype) { return tensor([&] { return at::cumprod(get(t), dim, type(dtype)); }); }
IFT_API Handle ift_logsumexp(Handle t, int64_t dim, int32_t keep) { return tensor([&] { return at::logsumexp(get(t), at::IntArrayRef(&dim, 1), keep != 0); }); }
IFT_API Handle ift_logcumsumexp(Handle t, int64_t dim) { return tensor([&] { return at::logcumsumexp(get(t), dim); }); }
IFT_API Handle ift_norm(Handle t, double p) { return tensor([&] { return at::norm(get(t), p); }); }
IFT_API Handle ift_norm_dim(Handle t, int64_t dim, int32_t keep, double p) {
  return tensor([&] { return at::norm(get(t), optional<at::Scalar>(p), at::IntArrayRef(&dim, 1), keep != 0); });
}
IFT_API Handle ift_vector_norm(Handle t, double ord, const int64_t* over, int32_t n, int32_t keep) {
  return tensor([&] { return at::linalg_vector_norm(get(t), ord, n < 0 ? at::OptionalIntArrayRef() : at::OptionalIntArrayRef(dims(over, n)), keep != 0); });
}
IFT_API Handle ift_all_dim(Handle t, int64_t dim, int32_t keep) { return tensor([&] { return at::all(get(t), dim, keep != 0); }); }
IFT_API Handle ift_any_dim(Handle t, int64_t dim, int32_t keep) { return tensor([&] { return at::any(get(t), dim, keep != 0); }); }
IFT_API Handle ift_argmax_dim(Handle t, int64_t dim, int32_t keep) { return tensor([&] { return at::argmax(get(t), dim, keep != 0); }); }
IFT_API Handle ift_argmin_dim(Handle t, int64_t dim, int32_t keep) { return tensor([&] { return at::argmin(get(t), dim, keep != 0); }); }
IFT_API Handle ift_argsort(Handle t, int64_t dim, int32_t descending) { return tensor([&] { return at::argsort(get(t), dim, descending != 0); }); }
IFT_API int32_t ift_max_dim(Handle t, int64_t dim, int32_t keep, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::max(get(t), dim, keep != 0); });
}
IFT_API int32_t ift_min_dim(Handle t, int64_t dim, int32_t keep, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::min(get(t), dim, keep != 0); });
}
IFT_API int32_t ift_topk(Handle t, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::topk(get(t), k, dim, largest != 0, sorted != 0); });
}
IFT_API int32_t ift_sort(Handle t, int64_t dim, int32_t descending, int32_t stable, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::sort(get(t), optional<bool>(stable != 0), dim, descending != 0); });
}
IFT_API int32_t ift_kthvalue(Handle t, int64_t k, int64_t dim, int32_t keep, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::kthvalue(get(t), k, dim, keep != 0); });
}
IFT_API Handle ift_quantile(Handle t, Handle q, int64_t dim, int32_t keep) { return tensor([&] { return at::quantile(get(t), get(q), dim, keep != 0); }); }
IFT_API Handle ift_softmax(Handle t, int64_t dim, int32_t dtype) { return tensor([&] { return at::softmax(get(t), dim, type(dtype)); }); }
IFT_API Handle ift_log_softmax(Handle t, int64_t dim, int32_t dtype) { return tensor([&] { return at::log_softmax(get(t), dim, type(dtype)); }); }

// Linear algebra
IFT_API Handle ift_linalg_inv(Handle t) { return tensor([&] { return at::linalg_inv(get(t)); }); }
IFT_API Handle ift_linalg_cholesky(Handle t) { return tensor([&] { return at::linalg_cholesky(get(t)); }); }
IFT_API Handle ift_linalg_solve(Handle a, Handle b, int32_t left) { return tensor([&] { return at::linalg_solve(get(a), get(b), left != 0); }); }
IFT_API Handle ift_linalg_solve_triangular(Handle a, Handle b, int32_t upper, int32_t left, int32_t unit) {
  return tensor([&] { return at::linalg_solve_triangular(get(a), get(b), upper != 0, left != 0, unit != 0); });
}
IFT_API int32_t ift_linalg_slogdet(Handle t, Handle* sign, Handle* logabsdet) { return pair(sign, logabsdet, [&] { return at::linalg_slogdet(get(t)); }); }
IFT_API int32_t ift_linalg_eigh(Handle t, int32_t upper, Handle* values, Handle* vectors) {
  return pair(values, vectors, [&] { return at::linalg_eigh(get(t), upper != 0 ? "U" : "L"); });
}
// mode: 0 reduced, 1 complete, 2 r
IFT_API int32_t ift_linalg_qr(Handle t, int32_t mode, Handle* q, Handle* r) {
  return pair(q, r, [&] { return at::linalg_qr(get(t), mode == 0 ? "reduced" : mode == 1 ? "complete" : "r"); });
}
IFT_API int32_t ift_linalg_lu_factor(Handle t, int32_t pivot, Handle* lu, Handle* pivots) {
  return pair(lu, pivots, [&] { return at::linalg_lu_factor(get(t), pivot != 0); });
}
IFT_API List ift_linalg_lu(Handle t, int32_t pivot) {
  return many([&] {
    auto [p, l, u] = at::linalg_lu(get(t), pivot != 0);
    return std::vector<at::Tensor>{p, l, u};
  });
}
IFT_API List ift_lu_unpack(Handle data, Handle pivots, int32_t unpack_data, int32_t unpack_pivots) {
  return many([&] {
    auto [p, l, u] = at::lu_unpack(get(data), get(pivots), unpack_data != 0, unpack_pivots != 0);
    return std::vector<at::Tensor>{p, l, u};
  });
}
IFT_API List ift_linalg_svd(Handle t, int32_t full) {
  return many([&] {
    auto [u, s, v] = at::linalg_svd(get(t), full != 0);
    return std::vector<at::Tensor>{u, s, v};
  });
}
