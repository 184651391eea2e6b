using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Views, joining, splitting, indexing. One declaration for each function of native/torch/shape.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_index(torch.Tensor t, ReadOnlySpan<NativeIndex> indices, int n);

    [LibraryImport(Library)]
    internal static partial Status ift_index_put_(torch.Tensor t, ReadOnlySpan<NativeIndex> indices, int n, torch.Tensor value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_t(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_clone(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_alias(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pin_memory(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_contiguous(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_detach(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_view(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_reshape(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_permute(torch.Tensor t, ReadOnlySpan<long> order, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_expand(torch.Tensor t, ReadOnlySpan<long> size, int n, Flag @implicit);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_flip(torch.Tensor t, ReadOnlySpan<long> over, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_flatten(torch.Tensor t, long start, long end);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_unsqueeze(torch.Tensor t, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_narrow(torch.Tensor t, long dim, long start, long length);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_select(torch.Tensor t, long dim, long index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_diag(torch.Tensor t, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_tril(torch.Tensor t, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_triu(torch.Tensor t, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_index_select(torch.Tensor t, long dim, torch.Tensor index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_cat(ReadOnlySpan<IntPtr> tensors, int n, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_stack(ReadOnlySpan<IntPtr> tensors, int n, long dim);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_split(torch.Tensor t, long size, long dim);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_split_sizes(torch.Tensor t, ReadOnlySpan<long> sizes, int n, long dim);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_chunk(torch.Tensor t, long chunks, long dim);
}
