using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clone() => Native.ift_clone(this);

        public Tensor alias() => Native.ift_alias(this);

        public Tensor detach() => Native.ift_detach(this);

        public Tensor pin_memory() => Native.ift_pin_memory(this);

        public Tensor contiguous() => Native.ift_contiguous(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Native.ift_copy_(this, source, nonBlocking);
            return this;
        }

        /// <summary>Takes over the storage and the shape of another tensor, so that both see the same values.</summary>
        public Tensor set_(Tensor source)
        {
            Native.ift_set_(this, source);
            return this;
        }

        public Tensor cpu() => Native.ift_to(this, null, (int)DeviceType.CPU, -1, false, false);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Native.ift_to(this, type, -1, -1, copy, non_blocking), disposeAfter);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDeviceType(deviceType);
            return Converted(Native.ift_to(this, null, (int)deviceType, deviceIndex, copy, non_blocking), disposeAfter);
        }

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            device = InitializeDevice(device);
            return Converted(Native.ift_to(this, type, (int)device.type, device.index, copy, non_blocking), disposeAfter);
        }

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(device.type, device.index, copy, disposeAfter, non_blocking);

        internal bool WouldChange(ScalarType type, Device target) =>
            dtype != type || device_type != target.type || (target.index >= 0 && target.type != DeviceType.CPU && device_index != target.index);

        private Tensor Converted(Tensor converted, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return converted;
        }
    }
}
