// Life of tensors, their properties, how they are made; generators, threads, devices.
#include "bridge.h"

#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/version.h>

#include <dlfcn.h>

#include <cstring>
#include <string>

using namespace ift;

namespace {
thread_local std::string last_error;

at::TensorOptions options(int32_t dtype, int32_t device_kind, int32_t device_index) {
  return at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)).device(device(device_kind, device_index));
}

at::Tensor track(at::Tensor tensor, bool requires_grad) {
  if (requires_grad) tensor.set_requires_grad(true);
  return tensor;
}

optional<at::Generator> generator_of(at::Generator* generator) {
  return generator == nullptr ? optional<at::Generator>() : optional<at::Generator>(*generator);
}

int cuda_devices() {
  if (!at::hasCUDA() || !c10::impl::hasDeviceGuardImpl(at::DeviceType::CUDA)) return 0;
  return c10::impl::VirtualGuardImpl(at::DeviceType::CUDA).deviceCount();
}
}  // namespace

void ift::note_current_exception() noexcept {
  try {
    throw;
  } catch (const c10::Error& error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "unknown native exception";
  }
}

IFT_API const char* ift_last_error() { return last_error.c_str(); }
IFT_API const char* ift_version() { return TORCH_VERSION; }

// Life
IFT_API void ift_free(Handle t) { delete t; }
IFT_API int32_t ift_list_count(List tensors) { return static_cast<int32_t>(tensors->size()); }
IFT_API void ift_list_take(List tensors, Handle* handles) {
  for (auto& tensor : *tensors) *handles++ = tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
  delete tensors;
}

// Properties
IFT_API int32_t ift_dtype(Handle t) { return static_cast<int32_t>(t->scalar_type()); }
IFT_API int64_t ift_ndim(Handle t) { return t->dim(); }
IFT_API int64_t ift_numel(Handle t) { return t->numel(); }
IFT_API int64_t ift_element_size(Handle t) { return static_cast<int64_t>(t->element_size()); }
IFT_API int32_t ift_device_type(Handle t) { return static_cast<int32_t>(t->device().type()); }
IFT_API int32_t ift_device_index(Handle t) { return t->device().index(); }
IFT_API int32_t ift_is_contiguous(Handle t) { return t->is_contiguous() ? 1 : 0; }
IFT_API int32_t ift_requires_grad(Handle t) { return t->requires_grad() ? 1 : 0; }
IFT_API void ift_sizes(Handle t, int64_t* out) { std::memcpy(out, t->sizes().data(), t->sizes().size() * sizeof(int64_t)); }
IFT_API void ift_strides(Handle t, int64_t* out) { std::memcpy(out, t->strides().data(), t->strides().size() * sizeof(int64_t)); }
IFT_API int32_t ift_size(Handle t, int64_t dim, int64_t* out) { return run([&] { *out = t->size(dim); }); }
IFT_API int32_t ift_data(Handle t, void** out) { return run([&] { *out = t->data_ptr(); }); }
IFT_API int32_t ift_set_requires_grad(Handle t, int32_t on) { return run([&] { t->set_requires_grad(on != 0); }); }
IFT_API Handle ift_grad(Handle t) { return tensor([&] { return t->grad(); }); }
IFT_API int32_t ift_set_grad(Handle t, Handle grad) {
  return run([&] { t->mutable_grad() = grad == nullptr ? at::Tensor() : *grad; });
}

// Conversion
IFT_API Handle ift_to(Handle t, int32_t dtype, int32_t device_kind, int32_t device_index, int32_t copy, int32_t non_blocking) {
  return tensor([&] {
    auto target = device_kind < 0 ? t->device() : device(device_kind, device_index);
    // "cuda" without a number is the current device; a tensor that already lies on some CUDA device stays there.
    if (device_kind == static_cast<int32_t>(at::kCUDA) && device_index < 0 && t->is_cuda()) target = t->device();
    return t->to(target, type(dtype).value_or(t->scalar_type()), non_blocking != 0, copy != 0);
  });
}
IFT_API int32_t ift_copy_(Handle t, Handle source, int32_t non_blocking) {
  return run([&] { get(t).copy_(get(source), non_blocking != 0); });
}
IFT_API int32_t ift_set_(Handle t, Handle source) { return run([&] { get(t).set_(get(source)); }); }

// Making
IFT_API Handle ift_zeros(const int64_t* size, int32_t n, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::zeros(dims(size, n), options(dtype, dk, di)), requires_grad != 0); });
}
IFT_API Handle ift_ones(const int64_t* size, int32_t n, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::ones(dims(size, n), options(dtype, dk, di)), requires_grad != 0); });
}
IFT_API Handle ift_empty(const int64_t* size, int32_t n, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::empty(dims(size, n), options(dtype, dk, di)), requires_grad != 0); });
}
IFT_API Handle ift_full(const int64_t* size, int32_t n, Scalar value, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::full(dims(size, n), get(value), options(dtype, dk, di)), requires_grad != 0); });
}
IFT_API Handle ift_rand(const int64_t* size, int32_t n, at::Generator* g, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::rand(dims(size, n), generator_of(g), options(dtype, dk, di)), requires_grad != 0); });
}
IFT_API Handle ift_randn(const int64_t* size, int32_t n, at::Generator* g, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::randn(dims(size, n), generator_of(g), options(dtype, dk, di)), requires_grad != 0); });
}
IFT_API Handle ift_arange(Scalar start, Scalar stop, Scalar step, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] { return track(at::arange(get(start), get(stop), get(step), options(dtype, dk, di)), requires_grad != 0); });
}
// kind: 0 zeros, 1 ones, 2 empty, 3 uniform, 4 normal
IFT_API Handle ift_like(Handle t, int32_t kind, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] {
    auto wanted = t->options().requires_grad(optional<bool>());
    if (dtype >= 0) wanted = wanted.dtype(type(dtype));
    if (dk >= 0) wanted = wanted.device(device(dk, di));
    at::Tensor made;
    switch (kind) {
      case 0: made = at::zeros_like(*t, wanted); break;
      case 1: made = at::ones_like(*t, wanted); break;
      case 2: made = at::empty_like(*t, wanted); break;
      case 3: made = at::rand_like(*t, wanted); break;
      default: made = at::randn_like(*t, wanted); break;
    }
    return track(made, requires_grad != 0);
  });
}
// Copies the caller's memory, converts and moves it.
IFT_API Handle ift_copy_of(const void* data, const int64_t* size, int32_t n, int32_t data_type, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad) {
  return tensor([&] {
    auto source = at::from_blob(const_cast<void*>(data), dims(size, n), options(data_type, 0, -1));
    return track(source.to(device(dk, di), static_cast<at::ScalarType>(dtype), false, true), requires_grad != 0);
  });
}
// Uses the caller's memory in place; release(context) is called when the last tensor over it is gone, or when making it failed.
IFT_API Handle ift_view_of(void* data, const int64_t* size, int32_t n, int32_t data_type, int32_t dtype, int32_t dk, int32_t di, int32_t requires_grad,
                           void (*release)(void*), void* context) {
  bool owned = false;
  Handle made = tensor([&] {
    auto source = at::from_blob(data, dims(size, n), [release, context](void*) { release(context); }, options(data_type, 0, -1));
    owned = true;
    return track(source.to(device(dk, di), static_cast<at::ScalarType>(dtype)), requires_grad != 0);
  });
  if (!owned) release(context);
  return made;
}

// Random numbers
IFT_API at::Generator* ift_generator(uint64_t seed, int32_t dk, int32_t di) {
  try {
    auto base = at::globalContext().defaultGenerator(device(dk, di));
    auto own = std::make_unique<at::Generator>(base.clone());
    own->set_current_seed(seed);
    return own.release();
  } catch (...) {
    note_current_exception();
    return nullptr;
  }
}
IFT_API void ift_generator_free(at::Generator* g) { delete g; }
IFT_API Handle ift_generator_state(at::Generator* g) { return tensor([&] { return g->get_state(); }); }
IFT_API int32_t ift_generator_set_state(at::Generator* g, Handle state) { return run([&] { g->set_state(get(state)); }); }
IFT_API int32_t ift_uniform_(Handle t, double from, double to, at::Generator* g) { return run([&] { get(t).uniform_(from, to, generator_of(g)); }); }

// Machine
IFT_API int32_t ift_get_num_threads() { return at::get_num_threads(); }
IFT_API int32_t ift_set_num_threads(int32_t n) {
  return run([&] {
    at::set_num_threads(n);

    // libtorch tells MKL, which Debian's does without: OpenBLAS has threads of its own, for which callers would queue.
    using SetBlasThreads = void (*)(int);
    static const auto set_blas_threads = reinterpret_cast<SetBlasThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
    if (set_blas_threads != nullptr) set_blas_threads(n);
  });
}
IFT_API int32_t ift_set_num_interop_threads(int32_t n) { return run([&] { at::set_num_interop_threads(n); }); }
IFT_API int32_t ift_cudnn_allow_tf32() { return at::globalContext().allowTF32CuDNN() ? 1 : 0; }
IFT_API int32_t ift_cudnn_set_allow_tf32(int32_t on) { return run([&] { at::globalContext().setAllowTF32CuDNN(on != 0); }); }
IFT_API int32_t ift_cuda_device_count() {
  int32_t count = 0;
  return run([&] { count = cuda_devices(); }) == 0 ? count : 0;
}
