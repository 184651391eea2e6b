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
        public Tensor this[long i1]
        {
            get => index(i1);
            set => index_put_(value, i1);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var made = Native.ift_index(this, TensorIndex.ToNative(indices), indices.Length);
            GC.KeepAlive(indices);
            return made;
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Native.ift_index_put_(this, TensorIndex.ToNative(indices), indices.Length, value);
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => Native.ift_index_select(this, dim, index);
    }
}
