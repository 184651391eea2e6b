// What neural networks are made of.
#include "bridge.h"

#include <cmath>
#include <string>

using namespace ift;

namespace {
optional<double> maybe_scale(const double* scales, int32_t n, int i) {
  return n == 0 ? optional<double>() : optional<double>(scales[i < n ? i : n - 1]);
}

// Output sizes of a resize, from sizes or from factors (rounded down), one for each spatial dimension.
std::vector<int64_t> output_size(const at::Tensor& x, const int64_t* size, int32_t n, const double* scales, int32_t m) {
  auto spatial = x.dim() - 2;
  if ((n > 0) == (m > 0)) throw std::invalid_argument("interpolate needs either size or scale_factor");
  std::vector<int64_t> out;
  for (int64_t i = 0; i < spatial; ++i)
    out.push_back(n > 0 ? size[i < n ? i : n - 1] : static_cast<int64_t>(std::floor(static_cast<double>(x.size(i + 2)) * scales[i < m ? i : m - 1])));
  return out;
}
}  // namespace

IFT_API Handle ift_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int32_t ns, const int64_t* padding, int32_t np,
                          const int64_t* dilation, int32_t nd, int64_t groups) {
  return tensor([&] { return at::conv2d(get(x), get(weight), maybe(bias), dims(stride, ns), dims(padding, np), dims(dilation, nd), groups); });
}
IFT_API Handle ift_conv2d_padding(Handle x, Handle weight, Handle bias, const int64_t* stride, int32_t ns, int32_t same, const int64_t* dilation, int32_t nd, int64_t groups) {
  return tensor([&] { return at::conv2d(get(x), get(weight), maybe(bias), dims(stride, ns), same != 0 ? "same" : "valid", dims(dilation, nd), groups); });
}
IFT_API Handle ift_conv_transpose2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int32_t ns, const int64_t* padding, int32_t np,
                                    const int64_t* output_padding, int32_t no, const int64_t* dilation, int32_t nd, int64_t groups) {
  return tensor([&] {
    return at::conv_transpose2d(get(x), get(weight), maybe(bias), dims(stride, ns), dims(padding, np), dims(output_padding, no), groups, dims(dilation, nd));
  });
}
IFT_API Handle ift_linear(Handle x, Handle weight, Handle bias) { return tensor([&] { return at::linear(get(x), get(weight), maybe(bias)); }); }

IFT_API Handle ift_silu(Handle t) { return tensor([&] { return at::silu(get(t)); }); }
IFT_API int32_t ift_silu_(Handle t) { return run([&] { at::silu_(get(t)); }); }
IFT_API Handle ift_gelu(Handle t, int32_t approximate) { return tensor([&] { return at::gelu(get(t), approximate != 0 ? "tanh" : "none"); }); }
IFT_API Handle ift_softplus(Handle t, double beta, double threshold) { return tensor([&] { return at::softplus(get(t), beta, threshold); }); }
IFT_API Handle ift_log_sigmoid(Handle t) { return tensor([&] { return at::log_sigmoid(get(t)); }); }
IFT_API Handle ift_leaky_relu(Handle t, Scalar slope) { return tensor([&] { return at::leaky_relu(get(t), get(slope)); }); }
IFT_API Handle ift_elu(Handle t, Scalar alpha, Scalar scale, Scalar input_scale) { return tensor([&] { return at::elu(get(t), get(alpha), get(scale), get(input_scale)); }); }
IFT_API Handle ift_dropout(Handle t, double p, int32_t training, int32_t in_place) {
  return tensor([&] { return in_place != 0 ? at::dropout_(get(t), p, training != 0) : at::dropout(get(t), p, training != 0); });
}

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
IFT_API Handle ift_adaptive_avg_pool2d(Handle t, const int64_t* size, int32_t n) { return tensor([&] { return at::adaptive_avg_pool2d(get(t), dims(size, n)); }); }
IFT_API Handle ift_pixel_shuffle(Handle t, int64_t factor) { return tensor([&] { return at::pixel_shuffle(get(t), factor); }); }
IFT_API Handle ift_pixel_unshuffle(Handle t, int64_t factor) { return tensor([&] { return at::pixel_unshuffle(get(t), factor); }); }
IFT_API Handle ift_im2col(Handle t, const int64_t* kernel, const int64_t* dilation, const int64_t* padding, const int64_t* stride) {
  return tensor([&] { return at::im2col(get(t), dims(kernel, 2), dims(dilation, 2), dims(padding, 2), dims(stride, 2)); });
}
IFT_API Handle ift_affine_grid(Handle theta, const int64_t* size, int32_t n, int32_t align) { return tensor([&] { return at::affine_grid_generator(get(theta), dims(size, n), align != 0); }); }
// mode: 0 nearest, 2 bilinear; padding: 0 zeros, 1 reflection, 2 border
IFT_API Handle ift_grid_sample(Handle t, Handle grid, int32_t mode, int32_t padding, int32_t align) {
  return tensor([&] { return at::grid_sampler(get(t), get(grid), mode == 0 ? 1 : 0, padding == 0 ? 0 : padding == 2 ? 1 : 2, align != 0); });
}
// mode: 0 nearest, 1 linear, 2 bilinear, 3 bicubic, 4 trilinear, 5 area, 6 nearest-exact
IFT_API Handle ift_interpolate(Handle t, const int64_t* size, int32_t n, const double* scales, int32_t m, int32_t mode, int32_t align, int32_t recompute, int32_t antialias) {
  return tensor([&] {
    auto& x = get(t);
    auto out = output_size(x, size, n, scales, m);
    if (recompute != 0) m = 0;  // the factor in use follows from the sizes
    auto last = maybe_scale(scales, m, static_cast<int>(x.dim()) - 3);
    auto middle = maybe_scale(scales, m, static_cast<int>(x.dim()) - 4);
    auto first = maybe_scale(scales, m, 0);
    bool corners = align != 0;
    switch (x.dim() * 10 + mode) {
      case 30: return at::upsample_nearest1d(x, out, last);
      case 40: return at::upsample_nearest2d(x, out, middle, last);
      case 50: return at::upsample_nearest3d(x, out, first, middle, last);
      case 36: return at::_upsample_nearest_exact1d(x, out, last);
      case 46: return at::_upsample_nearest_exact2d(x, out, middle, last);
      case 56: return at::_upsample_nearest_exact3d(x, out, first, middle, last);
      case 31: return at::upsample_linear1d(x, out, corners, last);
      case 42: return antialias != 0 ? at::_upsample_bilinear2d_aa(x, out, corners, middle, last) : at::upsample_bilinear2d(x, out, corners, middle, last);
      case 43: return antialias != 0 ? at::_upsample_bicubic2d_aa(x, out, corners, middle, last) : at::upsample_bicubic2d(x, out, corners, middle, last);
      case 54: return at::upsample_trilinear3d(x, out, corners, first, middle, last);
      case 35: return at::adaptive_avg_pool1d(x, out);
      case 45: return at::adaptive_avg_pool2d(x, out);
      case 55: return at::adaptive_avg_pool3d(x, out);
      default: throw std::invalid_argument("this interpolation mode does not fit an input of " + std::to_string(x.dim()) + " dimensions");
    }
  });
}

IFT_API Handle ift_batch_norm(Handle x, Handle mean, Handle var, Handle weight, Handle bias, int32_t training, double momentum, double eps) {
  return tensor([&] { return at::batch_norm(get(x), maybe(weight), maybe(bias), maybe(mean), maybe(var), training != 0, momentum, eps, at::globalContext().userEnabledCuDNN()); });
}
IFT_API Handle ift_group_norm(Handle x, int64_t groups, Handle weight, Handle bias, double eps) {
  return tensor([&] { return at::group_norm(get(x), groups, maybe(weight), maybe(bias), eps, at::globalContext().userEnabledCuDNN()); });
}
IFT_API Handle ift_layer_norm(Handle x, const int64_t* shape, int32_t n, Handle weight, Handle bias, double eps) {
  return tensor([&] { return at::layer_norm(get(x), dims(shape, n), maybe(weight), maybe(bias), eps, at::globalContext().userEnabledCuDNN()); });
}
IFT_API Handle ift_normalize(Handle t, double p, int64_t dim, double eps) {
  return tensor([&] {
    auto& x = get(t);
    auto length = at::norm(x, optional<at::Scalar>(p), at::IntArrayRef(&dim, 1), true).clamp_min(eps);
    return x / length.expand_as(x);
  });
}

// reduction: 0 none, 1 mean, 2 sum
IFT_API Handle ift_mse_loss(Handle x, Handle target, int64_t reduction) { return tensor([&] { return at::mse_loss(get(x), get(target), reduction); }); }
IFT_API Handle ift_l1_loss(Handle x, Handle target, int64_t reduction) { return tensor([&] { return at::l1_loss(get(x), get(target), reduction); }); }
IFT_API Handle ift_cross_entropy(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignored, double smoothing) {
  return tensor([&] { return at::cross_entropy_loss(get(x), get(target), maybe(weight), reduction, ignored, smoothing); });
}
IFT_API Handle ift_bce_with_logits(Handle x, Handle target, Handle weight, Handle pos_weight, int64_t reduction) {
  return tensor([&] { return at::binary_cross_entropy_with_logits(get(x), get(target), maybe(weight), maybe(pos_weight), reduction); });
}
