using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Joined(tensors, dim, stack: false);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Joined(tensors, dim, stack: false);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Joined(tensors.ToArray(), dim, stack: false);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Joined([.. tensors], dim, stack: true);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        Tensor[] axes = [.. tensors];
        var grids = Native.Take(Native.ift_meshgrid(Native.Handles(axes), axes.Length, string.Equals(indexing, "xy", StringComparison.Ordinal)));
        GC.KeepAlive(axes);
        return grids;
    }

    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        var made = Native.ift_einsum(equation, Native.Handles(tensors), tensors.Length);
        GC.KeepAlive(tensors);
        return made;
    }

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0L) => input.chunk(chunks, dim);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    public static Tensor diagonal(Tensor input, long offset = 0L, long dim1 = 0L, long dim2 = 1L) => input.diagonal(offset, dim1, dim2);

    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    public static Tensor triu(Tensor input, long diagonal = 0L) => input.triu(diagonal);

    private static Tensor Joined(IList<Tensor> tensors, long dim, bool stack)
    {
        var handles = Native.Handles(tensors);
        var joined = stack ? Native.ift_stack(handles, handles.Length, dim) : Native.ift_cat(handles, handles.Length, dim);
        GC.KeepAlive(tensors);
        return joined;
    }
}
