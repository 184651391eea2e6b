using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Native.ift_sum(this, default, -1, false, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Native.ift_sum(this, dim, dim.Length, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Native.ift_mean(this, default, -1, false, null);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Native.ift_mean(this, dimensions, dimensions.Length, keepdim, type);

        public Tensor std(bool unbiased = true) => Native.ift_std(this, default, -1, unbiased, false);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Native.ift_std(this, dimensions, dimensions.Length, unbiased, keepdim);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Native.ift_var(this, default, -1, unbiased, false);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Native.ift_var(this, dimensions, dimensions.Length, unbiased, keepdim);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true)
        {
            Native.ift_var_mean(this, default, -1, unbiased, false, out var variance, out var mean);
            return (variance, mean);
        }

        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Native.ift_amax(this, dims, dims.Length, keepdim));

        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Native.ift_amin(this, dims, dims.Length, keepdim));

        public Tensor max() => Native.ift_max(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Native.ift_max_dim(this, dim, keepdim, out var values, out var indexes);
            return (values, indexes);
        }

        public Tensor min() => Native.ift_min(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Native.ift_min_dim(this, dim, keepdim, out var values, out var indexes);
            return (values, indexes);
        }

        public Tensor all() => Native.ift_all(this);

        public Tensor all(long dim, bool keepdim = false) => Native.ift_all_dim(this, dim, keepdim);

        public Tensor any() => Native.ift_any(this);

        public Tensor any(long dim, bool keepdim = false) => Native.ift_any_dim(this, dim, keepdim);

        public Tensor argmax() => Native.ift_argmax(this);

        public Tensor argmax(long dim, bool keepdim = false) => Native.ift_argmax_dim(this, dim, keepdim);

        public Tensor argmin() => Native.ift_argmin(this);

        public Tensor argmin(long dim, bool keepdim = false) => Native.ift_argmin_dim(this, dim, keepdim);

        public Tensor median() => Native.ift_median(this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Native.ift_quantile(this, q, dim, keepdim);

        public Tensor prod(ScalarType? type = null) => Native.ift_prod(this, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Native.ift_prod_dim(this, dim, keepdim, type);

        public Tensor cumsum(long dim, ScalarType? type = null) => Native.ift_cumsum(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => Native.ift_cumprod(this, dim, type);

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.ift_logsumexp(this, dim, keepdim);

        public Tensor logcumsumexp(long dim) => Native.ift_logcumsumexp(this, dim);

        public Tensor norm(float p = 2.0f) => Native.ift_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Native.ift_norm_dim(this, dim, keepdim, p);

        public Tensor argsort(long dim = -1, bool descending = false) => Native.ift_argsort(this, dim, descending);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Native.ift_sort(this, dim, descending, stable, out var values, out var indices);
            return (values, indices);
        }

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Native.ift_topk(this, k, dim, largest, sorted, out var values, out var indexes);
            return (values, indexes);
        }

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            Native.ift_kthvalue(this, k, dim ?? -1, keepdim, out var values, out var indices);
            return (values, indices);
        }

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null)
                return result;
            using (result)
                return target.copy_(result);
        }
    }
}
