// Gradients, and the optimizers' steps over all parameters at once.
#include "bridge.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

using namespace ift;

namespace {
// Mirrors TorchSharp.Interop.AdamParameter.
struct AdamParameter {
  Handle parameter, gradient, mean, square, max_square;
  int64_t step;
};

// Mirrors TorchSharp.Interop.AdamSettings.
struct AdamSettings {
  double lr, beta1, beta2, eps, weight_decay;
  int32_t amsgrad, maximize, decoupled;
};
}  // namespace

IFT_API int32_t ift_grad_enabled() { return c10::GradMode::is_enabled() ? 1 : 0; }
IFT_API void ift_set_grad_enabled(int32_t on) { c10::GradMode::set_enabled(on != 0); }

IFT_API int32_t ift_backward(const Handle* tensors, int32_t n, const Handle* gradients, int32_t m, int32_t retain, int32_t create, const Handle* inputs, int32_t k) {
  return run([&] {
    torch::autograd::backward(list(tensors, n), list(gradients, m), optional<bool>(retain != 0), create != 0, list(inputs, k));
  });
}

// One step of Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019, decoupled weight decay). Steps are counted by the caller.
IFT_API int32_t ift_adam_step(const AdamParameter* items, int32_t n, const AdamSettings* s) {
  return run([&] {
    if (n == 0) return;
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> parameters, gradients, means, squares, maxima;
    std::vector<at::Scalar> roots, rates;
    for (const AdamParameter* item = items; item != items + n; ++item) {
      parameters.push_back(get(item->parameter));
      gradients.push_back(s->maximize != 0 ? get(item->gradient).neg() : get(item->gradient));
      means.push_back(get(item->mean));
      squares.push_back(get(item->square));
      if (s->amsgrad != 0) maxima.push_back(get(item->max_square));
      auto step = static_cast<double>(item->step);
      roots.emplace_back(std::sqrt(1 - std::pow(s->beta2, step)));
      rates.emplace_back(-s->lr / (1 - std::pow(s->beta1, step)));
    }
    if (s->weight_decay != 0) {
      if (s->decoupled != 0) at::_foreach_mul_(parameters, at::Scalar(1 - s->lr * s->weight_decay));
      else gradients = at::_foreach_add(gradients, parameters, at::Scalar(s->weight_decay));
    }
    at::_foreach_mul_(means, at::Scalar(s->beta1));
    at::_foreach_add_(means, gradients, at::Scalar(1 - s->beta1));
    at::_foreach_mul_(squares, at::Scalar(s->beta2));
    at::_foreach_addcmul_(squares, gradients, gradients, at::Scalar(1 - s->beta2));
    for (size_t i = 0; i < maxima.size(); ++i) at::maximum_out(maxima[i], maxima[i], squares[i]);
    auto denominators = at::_foreach_sqrt(s->amsgrad != 0 ? maxima : squares);
    at::_foreach_div_(denominators, roots);
    at::_foreach_add_(denominators, at::Scalar(s->eps));
    at::_foreach_addcdiv_(parameters, means, denominators, rates);
  });
}
