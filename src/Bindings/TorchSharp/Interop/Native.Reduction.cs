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
    internal static partial torch.Tensor ift_std(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag unbiased, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_var(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag unbiased, Flag keep);

    [LibraryImport(Library)]
    internal static partial Status ift_var_mean(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag unbiased, Flag keep, out torch.Tensor var, out torch.Tensor mean);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_amax(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_amin(torch.Tensor t, ReadOnlySpan<long> over, int n, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_prod(torch.Tensor t, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_prod_dim(torch.Tensor t, long dim, Flag keep, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_cumsum(torch.Tensor t, long dim, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_cumprod(torch.Tensor t, long dim, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logsumexp(torch.Tensor t, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logcumsumexp(torch.Tensor t, long dim);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_norm(torch.Tensor t, double p);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_norm_dim(torch.Tensor t, long dim, Flag keep, double p);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_vector_norm(torch.Tensor t, double ord, ReadOnlySpan<long> over, int n, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_all_dim(torch.Tensor t, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_any_dim(torch.Tensor t, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_argmax_dim(torch.Tensor t, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_argmin_dim(torch.Tensor t, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_argsort(torch.Tensor t, long dim, Flag descending);

    [LibraryImport(Library)]
    internal static partial Status ift_max_dim(torch.Tensor t, long dim, Flag keep, out torch.Tensor values, out torch.Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status ift_min_dim(torch.Tensor t, long dim, Flag keep, out torch.Tensor values, out torch.Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status ift_topk(torch.Tensor t, long k, long dim, Flag largest, Flag sorted, out torch.Tensor values, out torch.Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status ift_sort(torch.Tensor t, long dim, Flag descending, Flag stable, out torch.Tensor values, out torch.Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status ift_kthvalue(torch.Tensor t, long k, long dim, Flag keep, out torch.Tensor values, out torch.Tensor indices);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_quantile(torch.Tensor t, torch.Tensor q, long dim, Flag keep);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_softmax(torch.Tensor t, long dim, TypeCode dtype);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log_softmax(torch.Tensor t, long dim, TypeCode dtype);
}
