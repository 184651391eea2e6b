using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Reduction and sorting. One declaration for each function of that part of native/torch/math.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sum(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag keep, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mean(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag keep, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_var(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag unbiased, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_amax(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logsumexp(torch.Tensor t, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_norm(torch.Tensor t, double p);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_argsort(torch.Tensor t, long dim, Flag descending);

    [LibraryImport(Library)]
    internal static partial Status ift_max_dim(torch.Tensor t, long dim, Flag keep, out torch.Tensor values, out torch.Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status ift_topk(torch.Tensor t, long k, long dim, Flag largest, Flag sorted, out torch.Tensor values, out torch.Tensor indices);
}
