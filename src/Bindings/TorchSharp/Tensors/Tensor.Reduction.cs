using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Native.ift_sum(this, default, -1, false, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Native.ift_sum(this, dim, dim.Length, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor mean() => Native.ift_mean(this, default, -1, false, null);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Native.ift_mean(this, dimensions, dimensions.Length, keepdim, type);

        public Tensor var(bool unbiased = true) => Native.ift_var(this, default, -1, unbiased, false);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Native.ift_amax(this, dims, dims.Length, keepdim));

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Native.ift_max_dim(this, dim, keepdim, out var values, out var indexes);
            return (values, indexes);
        }

        public Tensor all() => Native.ift_all(this);

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.ift_logsumexp(this, dim, keepdim);

        public Tensor norm(float p = 2.0f) => Native.ift_norm(this, p);

        public Tensor argsort(long dim = -1, bool descending = false) => Native.ift_argsort(this, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Native.ift_topk(this, k, dim, largest, sorted, out var values, out var indexes);
            return (values, indexes);
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
