// What neural networks are made of.
#include "bridge.h"

#include <cmath>
#include <string>

using namespace ift;

IFT_API Handle ift_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int32_t ns, const int64_t* padding, int32_t np,
                          const int64_t* dilation, int32_t nd, int64_t groups) {
  return tensor([&] { return at::conv2d(get(x), get(weight), maybe(bias), dims(stride, ns), dims(padding, np), dims(dilation, nd), groups); });
}
IFT_API Handle ift_conv2d_padding(Handle x, Handle weight, Handle bias, const int64_t* stride, int32_t ns, int32_t same, const int64_t* dilation, int32_t nd, int64_t groups) {
  return tensor([&] { return at::conv2d(get(x), get(weight), maybe(bias), dims(stride, ns), same != 0 ? "same" : "valid", dims(dilation, nd), groups); });
}
IFT_API Handle ift_linear(Handle x, Handle weight, Handle bias) { return tensor([&] { return at::linear(get(x), get(weight), maybe(bias)); }); }

IFT_API Handle ift_silu(Handle t) { return tensor([&] { return at::silu(get(t)); }); }
IFT_API int32_t ift_silu_(Handle t) { return run([&] { at::silu_(get(t)); }); }
IFT_API int32_t ift_relu6_(Handle t) { return run([&] { at::relu6_(get(t)); }); }

// mode: 1 reflect, 2 replicate, 3 circular; 0 and 4 constant
IFT_API Handle ift_pad(Handle t, const int64_t* amounts, int32_t n, int32_t mode, double value) {
  return tensor([&] {
    const char* name = mode == 1 ? "reflect" : mode == 2 ? "replicate" : mode == 3 ? "circular" : "constant";
    return at::pad(get(t), dims(amounts, n), name, mode == 0 || mode == 4 ? optional<double>(value) : optional<double>());
  });
}
IFT_API Handle ift_avg_pool2d(Handle t, const int64_t* kernel, int32_t nk, const int64_t* stride, int32_t ns, const int64_t* padding, int32_t np,
                              int32_t ceil_mode, int32_t count_include_pad, int64_t divisor) {
  return tensor([&] {
    return at::avg_pool2d(get(t), dims(kernel, nk), dims(stride, ns), dims(padding, np), ceil_mode != 0, count_include_pad != 0,
                          divisor == 0 ? optional<int64_t>() : optional<int64_t>(divisor));
  });
}
IFT_API Handle ift_max_pool2d(Handle t, const int64_t* kernel, int32_t nk, const int64_t* stride, int32_t ns, const int64_t* padding, int32_t np,
                              const int64_t* dilation, int32_t nd, int32_t ceil_mode) {
  return tensor([&] { return at::max_pool2d(get(t), dims(kernel, nk), dims(stride, ns), dims(padding, np), dims(dilation, nd), ceil_mode != 0); });
}
IFT_API Handle ift_upsample_nearest2d(Handle t, const int64_t* size, int32_t ns, const double* scale, int32_t nf) {
  return tensor([&] {
    return at::upsample_nearest2d(get(t), ns == 0 ? at::OptionalIntArrayRef() : at::OptionalIntArrayRef(dims(size, ns)),
                                  nf == 0 ? optional<at::ArrayRef<double>>() : optional<at::ArrayRef<double>>(at::ArrayRef<double>(scale, static_cast<size_t>(nf))));
  });
}
IFT_API Handle ift_batch_norm(Handle t, Handle mean, Handle variance, Handle weight, Handle bias, int32_t training, double momentum, double eps) {
  return tensor([&] { return at::batch_norm(get(t), maybe(weight), maybe(bias), maybe(mean), maybe(variance), training != 0, momentum, eps, false); });
}
// reduction: 0 none, 1 mean, 2 sum
IFT_API Handle ift_bce_with_logits(Handle t, Handle target, Handle weight, Handle positive_weight, int64_t reduction) {
  return tensor([&] { return at::binary_cross_entropy_with_logits(get(t), get(target), maybe(weight), maybe(positive_weight), reduction); });
}
IFT_API Handle ift_affine_grid(Handle theta, const int64_t* size, int32_t n, int32_t align) { return tensor([&] { return at::affine_grid_generator(get(theta), dims(size, n), align != 0); }); }
// mode: 0 nearest, 2 bilinear; padding: 0 zeros, 1 reflection, 2 border
IFT_API Handle ift_grid_sample(Handle t, Handle grid, int32_t mode, int32_t padding, int32_t align) {
  return tensor([&] { return at::grid_sampler(get(t), get(grid), mode == 0 ? 1 : 0, padding == 0 ? 0 : padding == 2 ? 1 : 2, align != 0); });
}

