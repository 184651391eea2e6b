using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index(i1);
            set => index_put_(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, i1, i2, i3, i4);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var made = Native.ift_index(this, TensorIndex.ToNative(indices), indices.Length);
            GC.KeepAlive(indices);
            return made;
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Native.ift_index_put_(this, TensorIndex.ToNative(indices), indices.Length, value);
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Native.ift_index_put_scalar_(this, TensorIndex.ToNative(indices), indices.Length, value);
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => Native.ift_index_select(this, dim, index);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            Native.ift_index_add_(this, dim, index, source, alpha);
            return this;
        }

        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            Native.ift_index_copy_(this, dim, index, source);
            return this;
        }

        public Tensor gather(long dim, Tensor index) => Native.ift_gather(this, dim, index);

        public Tensor take(Tensor index) => Native.ift_take(this, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Native.ift_scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            Native.ift_scatter_(this, dim, index, src);
            return this;
        }

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Native.ift_scatter_add(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
        {
            Native.ift_scatter_add_(this, dim, index, src);
            return this;
        }
    }
}
