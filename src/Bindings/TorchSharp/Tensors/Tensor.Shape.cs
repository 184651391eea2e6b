using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor t() => Native.ift_t(this);

        public Tensor view(params long[] shape) => Native.ift_view(this, shape, shape.Length);

        public Tensor reshape(params long[] shape) => Native.ift_reshape(this, shape, shape.Length);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.ift_flatten(this, start_dim, end_dim);

        public Tensor permute(params long[] permutation) => Native.ift_permute(this, permutation, permutation.Length);

        public Tensor unsqueeze(long dim) => Native.ift_unsqueeze(this, dim);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Native.ift_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor flip(params long[] dims) => Native.ift_flip(this, dims, dims.Length);

        public Tensor[] split(long size, int dim = 0) => Native.Take(Native.ift_split(this, size, dim));

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Native.Take(Native.ift_split_sizes(this, sizes, sizes.Length, dim));

        public Tensor[] chunk(long chunks, long dim = 0L) => Native.Take(Native.ift_chunk(this, chunks, dim));

        public Tensor narrow(long dim, long start, long length) => Native.ift_narrow(this, dim, start, length);

        public Tensor select(long dim, long index) => Native.ift_select(this, dim, index);

        public Tensor diag(long diagonal = 0) => Native.ift_diag(this, diagonal);

        public Tensor tril(long diagonal = 0) => Native.ift_tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => Native.ift_triu(this, diagonal);
    }
}
