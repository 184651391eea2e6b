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

UNARY(exp) UNARY(log) UNARY(sqrt)
UNARY(neg) UNARY(tanh) UNARY(sigmoid) UNARY(relu) UNARY(floor)
UNARY(isfinite)
UNARY(all) UNARY(det) UNARY(logdet)
UNARY_IN_PLACE(relu)
UNARY_IN_PLACE(zero)

BOTH(mul) WITH_SCALAR(div) WITH_SCALAR(pow) WITH_SCALAR(lt) WITH_SCALAR(gt)
WITH_SCALAR_IN_PLACE(mul)
BINARY(matmul) BINARY(mm)

IFT_API Handle ift_add(Handle a, Handle b, Scalar alpha) { return tensor([&] { return get(a).add(get(b), get(alpha)); }); }
IFT_API Handle ift_add_scalar(Handle a, Scalar b, Scalar alpha) { return tensor([&] { return get(a).add(get(b), get(alpha)); }); }
IFT_API int32_t ift_add_(Handle a, Handle b, Scalar alpha) { return run([&] { get(a).add_(get(b), get(alpha)); }); }
IFT_API Handle ift_sub(Handle a, Handle b) { return tensor([&] { return get(a).sub(get(b)); }); }
IFT_API Handle ift_sub_scalar(Handle a, Scalar b) { return tensor([&] { return get(a).sub(get(b)); }); }
IFT_API int32_t ift_sub_(Handle a, Handle b) { return run([&] { get(a).sub_(get(b)); }); }
IFT_API int32_t ift_sub_scalar_(Handle a, Scalar b) { return run([&] { get(a).sub_(get(b)); }); }
IFT_API Handle ift_div_rounded_scalar(Handle a, Scalar b, int32_t rounding) {
  return tensor([&] { return get(a).div(get(b), rounding == 1 ? "trunc" : "floor"); });
}
IFT_API int32_t ift_fill_(Handle t, Scalar value) { return run([&] { get(t).fill_(get(value)); }); }
IFT_API Handle ift_clamp(Handle t, Scalar low, Scalar high) { return tensor([&] { return at::clamp(get(t), maybe(low), maybe(high)); }); }
IFT_API Handle ift_addcmul(Handle t, Handle a, Handle b, Scalar value) { return tensor([&] { return get(t).addcmul(get(a), get(b), get(value)); }); }
IFT_API Handle ift_addmm(Handle t, Handle a, Handle b, double beta, double alpha) { return tensor([&] { return at::addmm(get(t), get(a), get(b), beta, alpha); }); }
IFT_API Handle ift_where(Handle condition, Handle a, Handle b) { return tensor([&] { return at::where(get(condition), get(a), get(b)); }); }
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
IFT_API Handle ift_var(Handle t, const int64_t* over, int32_t n, int32_t unbiased, int32_t keep) {
  return tensor([&] { return n < 0 ? at::var(get(t), unbiased != 0) : at::var(get(t), dims(over, n), unbiased != 0, keep != 0); });
}
IFT_API Handle ift_amax(Handle t, const int64_t* over, int32_t n, int32_t keep) { return tensor([&] { return at::amax(get(t), dims(over, n), keep != 0); }); }
IFT_API Handle ift_logsumexp(Handle t, int64_t dim, int32_t keep) { return tensor([&] { return at::logsumexp(get(t), at::IntArrayRef(&dim, 1), keep != 0); }); }
IFT_API Handle ift_norm(Handle t, double p) { return tensor([&] { return at::norm(get(t), p); }); }
IFT_API Handle ift_argsort(Handle t, int64_t dim, int32_t descending) { return tensor([&] { return at::argsort(get(t), dim, descending != 0); }); }
IFT_API int32_t ift_max_dim(Handle t, int64_t dim, int32_t keep, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::max(get(t), dim, keep != 0); });
}
IFT_API int32_t ift_topk(Handle t, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* values, Handle* indices) {
  return pair(values, indices, [&] { return at::topk(get(t), k, dim, largest != 0, sorted != 0); });
}

// Linear algebra
IFT_API Handle ift_linalg_inv(Handle t) { return tensor([&] { return at::linalg_inv(get(t)); }); }
IFT_API int32_t ift_linalg_slogdet(Handle t, Handle* sign, Handle* logabsdet) { return pair(sign, logabsdet, [&] { return at::linalg_slogdet(get(t)); }); }
IFT_API int32_t ift_linalg_eigh(Handle t, int32_t upper, Handle* values, Handle* vectors) {
  return pair(values, vectors, [&] { return at::linalg_eigh(get(t), upper != 0 ? "U" : "L"); });
}
// mode: 0 reduced, 1 complete, 2 r
IFT_API int32_t ift_linalg_qr(Handle t, int32_t mode, Handle* q, Handle* r) {
  return pair(q, r, [&] { return at::linalg_qr(get(t), mode == 0 ? "reduced" : mode == 1 ? "complete" : "r"); });
}
