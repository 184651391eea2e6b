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
    internal static partial Status ift_index_put_scalar_(torch.Tensor t, ReadOnlySpan<NativeIndex> indices, int n, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_t(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_clone(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_alias(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_contiguous(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_detach(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_detach_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_view(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_reshape(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_permute(torch.Tensor t, ReadOnlySpan<long> order, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_expand(torch.Tensor t, ReadOnlySpan<long> size, int n, Flag @implicit);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_repeat(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_broadcast_to(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_flip(torch.Tensor t, ReadOnlySpan<long> over, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_roll(torch.Tensor t, ReadOnlySpan<long> shifts, int n, ReadOnlySpan<long> over, int m);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_as_strided(torch.Tensor t, ReadOnlySpan<long> size, int n, ReadOnlySpan<long> strides, int m, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_flatten(torch.Tensor t, long start, long end);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_unflatten(torch.Tensor t, long dim, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_transpose(torch.Tensor t, long a, long b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_movedim(torch.Tensor t, ReadOnlySpan<long> from, int n, ReadOnlySpan<long> to, int m);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_squeeze(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_squeeze_dim(torch.Tensor t, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_unsqueeze(torch.Tensor t, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_narrow(torch.Tensor t, long dim, long start, long length);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_slice(torch.Tensor t, long dim, long start, long end, long step);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_select(torch.Tensor t, long dim, long index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_unfold(torch.Tensor t, long dim, long size, long step);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_diag(torch.Tensor t, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_diag_embed(torch.Tensor t, long offset, long a, long b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_diagonal(torch.Tensor t, long offset, long a, long b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_tril(torch.Tensor t, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_triu(torch.Tensor t, long offset);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_repeat_interleave(torch.Tensor t, long repeats, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_repeat_interleave_tensor(torch.Tensor t, torch.Tensor repeats, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_index_select(torch.Tensor t, long dim, torch.Tensor index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_gather(torch.Tensor t, long dim, torch.Tensor index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_take(torch.Tensor t, torch.Tensor index);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_masked_select(torch.Tensor t, torch.Tensor mask);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_masked_fill(torch.Tensor t, torch.Tensor mask, Scalar? value);

    [LibraryImport(Library)]
    internal static partial Status ift_masked_fill_(torch.Tensor t, torch.Tensor mask, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_scatter(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(Library)]
    internal static partial Status ift_scatter_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_scatter_add(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(Library)]
    internal static partial Status ift_scatter_add_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(Library)]
    internal static partial Status ift_index_copy_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source);

    [LibraryImport(Library)]
    internal static partial Status ift_index_add_(torch.Tensor t, long dim, torch.Tensor index, torch.Tensor source, Scalar? alpha);

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

    [LibraryImport(Library)]
    internal static partial IntPtr ift_unbind(torch.Tensor t, long dim);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_meshgrid(ReadOnlySpan<IntPtr> tensors, int n, Flag xy);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor ift_einsum(string equation, ReadOnlySpan<IntPtr> tensors, int n);
}
