using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>Passes a tensor's handle and keeps the tensor from being finalized during the call; wraps the handle that comes back.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Out))]
internal static class TensorMarshaller
{
    public ref struct In
    {
        private torch.Tensor? _tensor;

        public void FromManaged(torch.Tensor tensor) => _tensor = tensor;

        public readonly IntPtr ToUnmanaged() => _tensor!.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_tensor);

        public readonly void Free()
        {
        }
    }

    public static class Out
    {
        public static torch.Tensor ConvertToManaged(IntPtr handle) => handle == IntPtr.Zero ? throw Native.LastError() : new torch.Tensor(handle);
    }
}
