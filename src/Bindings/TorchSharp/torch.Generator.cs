using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers of one device.</summary>
    public class Generator : IDisposable
    {
        internal Generator(IntPtr handle)
        {
            Handle = handle;
            device = CPU;
        }

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = InitializeDevice(device);
            Handle = Native.ift_generator(seed, (int)this.device.type, this.device.index);
            if (Handle == IntPtr.Zero)
                throw Native.LastError();
        }

        ~Generator() => Dispose(false);

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Tensor get_state()
        {
            var state = Native.ift_generator_state(Handle);
            GC.KeepAlive(this);
            return state;
        }

        public void set_state(Tensor value)
        {
            Native.ift_generator_set_state(Handle, value);
            GC.KeepAlive(this);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
                Native.ift_generator_free(Handle);
            Handle = IntPtr.Zero;
        }
    }
}
