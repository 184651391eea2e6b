using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Native.ift_ndim(this);

        public long NumberOfElements => Native.ift_numel(this);

        public long ElementSize => Native.ift_element_size(this);

        public ScalarType dtype => (ScalarType)Native.ift_dtype(this);

        public DeviceType device_type => (DeviceType)Native.ift_device_type(this);

        public int device_index => Native.ift_device_index(this);

        public Device device => device_type is var kind and not DeviceType.CPU ? new Device(kind, device_index) : new Device(DeviceType.CPU);

        public long[] shape => size();

        /// <summary>Whether operations on this tensor are recorded for <see cref="backward()"/>.</summary>
        public bool requires_grad
        {
            get => Native.ift_requires_grad(this) != 0;
            set => Native.ift_set_requires_grad(this, value);
        }

        /// <summary>The gradient that <see cref="backward()"/> left, as a new object over the same memory; null where there is none.</summary>
        public Tensor? grad
        {
            get => Native.ift_grad(this);
            set => Native.ift_set_grad(this, value);
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public bool is_contiguous() => Native.ift_is_contiguous(this) != 0;

        public long size(int dim)
        {
            Native.ift_size(this, dim, out var value);
            return value;
        }

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* first = sizes)
                Native.ift_sizes(this, first);
            return sizes;
        }

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* first = strides)
                Native.ift_strides(this, first);
            return strides;
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void backward() => autograd.backward([this]);
    }
}
