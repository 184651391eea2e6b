// Views, joining, splitting, indexing.
#include "bridge.h"

#include <ATen/TensorIndexing.h>

#include <limits>

using namespace ift;

namespace {
constexpr int64_t absent = std::numeric_limits<int64_t>::min();

optional<int64_t> maybe_number(int64_t value) {
  return value == absent ? optional<int64_t>() : optional<int64_t>(value);
}

// Mirrors TorchSharp.Interop.NativeIndex.
struct Index {
  int32_t kind;  // 0 none (a new axis), 1 number, 2 ellipsis, 3 boolean, 4 tensor, 5 slice
  int64_t start, stop, step;
  Handle tensor;
};

std::vector<at::indexing::TensorIndex> indices_of(const Index* indices, int32_t count) {
  using namespace at::indexing;
  std::vector<TensorIndex> made;
  made.reserve(static_cast<size_t>(count));
  for (const Index* index = indices; index != indices + count; ++index) {
    switch (index->kind) {
      case 0: made.emplace_back(at::indexing::None); break;
      case 1: made.emplace_back(index->start); break;
      case 2: made.emplace_back(at::indexing::Ellipsis); break;
      case 3: made.emplace_back(index->start != 0); break;
      case 4: made.emplace_back(get(index->tensor)); break;
      default: made.emplace_back(Slice(maybe_number(index->start), maybe_number(index->stop), maybe_number(index->step))); break;
    }
  }
  return made;
}
}  // namespace

IFT_API Handle ift_index(Handle t, const Index* indices, int32_t n) { return tensor([&] { return get(t).index(indices_of(indices, n)); }); }
IFT_API int32_t ift_index_put_(Handle t, const Index* indices, int32_t n, Handle value) {
  return run([&] { get(t).index_put_(indices_of(indices, n), get(value)); });
}

IFT_API Handle ift_t(Handle t) { return tensor([&] { return get(t).t(); }); }
IFT_API Handle ift_clone(Handle t) { return tensor([&] { return get(t).clone(); }); }
IFT_API Handle ift_alias(Handle t) { return tensor([&] { return at::alias(get(t)); }); }
IFT_API Handle ift_pin_memory(Handle t) { return tensor([&] { return get(t).pin_memory(); }); }
IFT_API Handle ift_contiguous(Handle t) { return tensor([&] { return get(t).contiguous(); }); }
IFT_API Handle ift_detach(Handle t) { return tensor([&] { return get(t).detach(); }); }
IFT_API Handle ift_view(Handle t, const int64_t* size, int32_t n) { return tensor([&] { return get(t).view(dims(size, n)); }); }
IFT_API Handle ift_reshape(Handle t, const int64_t* size, int32_t n) { return tensor([&] { return get(t).reshape(dims(size, n)); }); }
IFT_API Handle ift_permute(Handle t, const int64_t* order, int32_t n) { return tensor([&] { return get(t).permute(dims(order, n)); }); }
IFT_API Handle ift_expand(Handle t, const int64_t* size, int32_t n, int32_t implicit) { return tensor([&] { return get(t).expand(dims(size, n), implicit != 0); }); }
IFT_API Handle ift_flip(Handle t, const int64_t* over, int32_t n) { return tensor([&] { return get(t).flip(dims(over, n)); }); }
IFT_API Handle ift_flatten(Handle t, int64_t start, int64_t end) { return tensor([&] { return get(t).flatten(start, end); }); }
IFT_API Handle ift_unsqueeze(Handle t, int64_t dim) { return tensor([&] { return get(t).unsqueeze(dim); }); }
IFT_API Handle ift_narrow(Handle t, int64_t dim, int64_t start, int64_t length) { return tensor([&] { return get(t).narrow(dim, start, length); }); }
IFT_API Handle ift_select(Handle t, int64_t dim, int64_t index) { return tensor([&] { return get(t).select(dim, index); }); }
IFT_API Handle ift_diag(Handle t, int64_t offset) { return tensor([&] { return get(t).diag(offset); }); }
IFT_API Handle ift_tril(Handle t, int64_t offset) { return tensor([&] { return get(t).tril(offset); }); }
IFT_API Handle ift_triu(Handle t, int64_t offset) { return tensor([&] { return get(t).triu(offset); }); }

IFT_API Handle ift_index_select(Handle t, int64_t dim, Handle index) { return tensor([&] { return get(t).index_select(dim, get(index)); }); }

IFT_API Handle ift_cat(const Handle* tensors, int32_t n, int64_t dim) { return tensor([&] { return at::cat(list(tensors, n), dim); }); }
IFT_API Handle ift_stack(const Handle* tensors, int32_t n, int64_t dim) { return tensor([&] { return at::stack(list(tensors, n), dim); }); }
IFT_API List ift_split(Handle t, int64_t size, int64_t dim) { return many([&] { return get(t).split(size, dim); }); }
IFT_API List ift_split_sizes(Handle t, const int64_t* sizes, int32_t n, int64_t dim) { return many([&] { return get(t).split_with_sizes(dims(sizes, n), dim); }); }
IFT_API List ift_chunk(Handle t, int64_t chunks, int64_t dim) { return many([&] { return get(t).chunk(chunks, dim); }); }
