// The border between C# and libtorch: plain C functions, no C++ exception crosses.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

#define IFT_API extern "C" __attribute__((visibility("default")))

namespace ift {

// libtorch's optional: c10's own class in 1.13, std::optional later. Taken from a signature that all versions share.
template <class T>
struct OptionalOf;
template <template <class> class Optional, class T>
struct OptionalOf<Optional<T>> {
  template <class U>
  using of = Optional<U>;
};
template <class T>
using optional = OptionalOf<decltype(std::declval<const at::TensorOptions&>().device_opt())>::of<T>;

using Handle = at::Tensor*;
using List = std::vector<at::Tensor>*;

// Mirrors TorchSharp.Interop.NativeScalar.
struct Scalar {
  double real;
  int64_t integer;
  int32_t kind;  // 0 absent, 1 integer, 2 floating point, 3 boolean
};

// Keeps the text of the exception in flight for ift_last_error on this thread.
void note_current_exception() noexcept;

inline at::Tensor& get(Handle handle) {
  if (handle == nullptr) throw std::invalid_argument("a tensor is required here, but none was given");
  return *handle;
}

inline optional<at::Tensor> maybe(Handle handle) {
  return handle == nullptr ? optional<at::Tensor>() : optional<at::Tensor>(*handle);
}

inline at::Scalar get(Scalar value) {
  switch (value.kind) {
    case 1: return at::Scalar(value.integer);
    case 2: return at::Scalar(value.real);
    case 3: return at::Scalar(value.integer != 0);
    default: throw std::invalid_argument("a number is required here, but none was given");
  }
}

inline optional<at::Scalar> maybe(Scalar value) {
  return value.kind == 0 ? optional<at::Scalar>() : optional<at::Scalar>(get(value));
}

inline at::IntArrayRef dims(const int64_t* values, int32_t count) {
  return at::IntArrayRef(values, static_cast<size_t>(count < 0 ? 0 : count));
}

// A negative type code means: not given.
inline optional<at::ScalarType> type(int32_t code) {
  return code < 0 ? optional<at::ScalarType>() : optional<at::ScalarType>(static_cast<at::ScalarType>(code));
}

inline at::Device device(int32_t kind, int32_t index) {
  return at::Device(static_cast<at::DeviceType>(kind), static_cast<c10::DeviceIndex>(index));
}

inline std::vector<at::Tensor> list(const Handle* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) tensors.push_back(get(handles[i]));
  return tensors;
}

// Runs f and hands its tensor out; null when it threw, or when it gave the undefined tensor (no gradient, for example).
template <class F>
Handle tensor(F f) noexcept {
  try {
    at::Tensor result = f();
    return result.defined() ? new at::Tensor(std::move(result)) : nullptr;
  } catch (...) {
    note_current_exception();
    return nullptr;
  }
}

// Runs f; 0 when it went well, 1 when it threw.
template <class F>
int32_t run(F f) noexcept {
  try {
    f();
    return 0;
  } catch (...) {
    note_current_exception();
    return 1;
  }
}

// Runs f, which gives a pair of tensors.
template <class F>
int32_t pair(Handle* first, Handle* second, F f) noexcept {
  *first = *second = nullptr;
  return run([&] {
    auto result = f();
    auto kept = std::make_unique<at::Tensor>(std::move(std::get<0>(result)));
    *second = new at::Tensor(std::move(std::get<1>(result)));
    *first = kept.release();
  });
}

// Runs f, which gives a list of tensors; null when it threw.
template <class F>
List many(F f) noexcept {
  try {
    return new std::vector<at::Tensor>(f());
  } catch (...) {
    note_current_exception();
    return nullptr;
  }
}

}  // namespace ift
