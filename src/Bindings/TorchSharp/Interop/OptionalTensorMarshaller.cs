using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>As <see cref="TensorMarshaller"/>, for tensors that may be absent.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Out))]
internal static class OptionalTensorMarshaller
{
    public ref struct In
    {
        private torch.Tensor? _tensor;

        public void FromManaged(torch.Tensor? tensor) => _tensor = tensor;

        public readonly IntPtr ToUnmanaged() => _tensor is null ? IntPtr.Zero : _tensor.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_tensor);

        public readonly void Free()
        {
        }
    }

    public static class Out
    {
        public static torch.Tensor? ConvertToManaged(IntPtr handle) => handle == IntPtr.Zero ? null : new torch.Tensor(handle);
    }
}
