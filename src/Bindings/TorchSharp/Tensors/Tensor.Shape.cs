using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => t();

        public Tensor t() => Native.ift_t(this);

        public Tensor view(params long[] shape) => Native.ift_view(this, shape, shape.Length);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Native.ift_reshape(this, shape, shape.Length);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.ift_flatten(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Native.ift_unflatten(this, dim, sizes, sizes.Length);

        public Tensor ravel() => reshape(-1);

        public Tensor permute(params long[] permutation) => Native.ift_permute(this, permutation, permutation.Length);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Native.ift_transpose(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor movedim(long[] source, long[] destination) => Native.ift_movedim(this, source, source.Length, destination, destination.Length);

        public Tensor squeeze(long? dim = null) => dim is { } given ? Native.ift_squeeze_dim(this, given) : Native.ift_squeeze(this);

        public Tensor unsqueeze(long dim) => Native.ift_unsqueeze(this, dim);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Native.ift_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => Native.ift_broadcast_to(this, shape, shape.Length);

        public Tensor repeat(params long[] sizes) => Native.ift_repeat(this, sizes, sizes.Length);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Native.ift_repeat_interleave(this, repeats, dim ?? NativeIndex.Absent);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Native.ift_repeat_interleave_tensor(this, repeats, dim ?? NativeIndex.Absent);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            Native.ift_as_strided(this, size, size.Length, strides, strides.Length, storageOffset);

        public Tensor flip(params long[] dims) => Native.ift_flip(this, dims, dims.Length);

        public Tensor roll(long shifts, long? dims = null) => Native.ift_roll(this, [shifts], 1, dims is { } given ? [given] : [], dims is null ? 0 : 1);

        public Tensor roll((long, long) shifts, (long, long) dims) => Native.ift_roll(this, [shifts.Item1, shifts.Item2], 2, [dims.Item1, dims.Item2], 2);

        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)shifts, dims);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Native.ift_roll(this, shifts, shifts.Length, dims, dims.Length);

        public Tensor[] split(long size, int dim = 0) => Native.Take(Native.ift_split(this, size, dim));

        public Tensor[] split(params long[] sizes) => split(sizes, 0);

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Native.Take(Native.ift_split_sizes(this, sizes, sizes.Length, dim));

        public Tensor[] chunk(long chunks, long dim = 0L) => Native.Take(Native.ift_chunk(this, chunks, dim));

        public Tensor[] unbind(long dimension = 0L) => Native.Take(Native.ift_unbind(this, dimension));

        public Tensor unfold(long dimension, long size, long step) => Native.ift_unfold(this, dimension, size, step);

        public Tensor narrow(long dim, long start, long length) => Native.ift_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Native.ift_slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Native.ift_select(this, dim, index);

        public Tensor diag(long diagonal = 0) => Native.ift_diag(this, diagonal);

        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => Native.ift_diag_embed(this, offset, dim1, dim2);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Native.ift_diagonal(this, offset, dim1, dim2);

        public Tensor tril(long diagonal = 0) => Native.ift_tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => Native.ift_triu(this, diagonal);
    }
}
