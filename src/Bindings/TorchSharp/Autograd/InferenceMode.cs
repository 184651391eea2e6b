using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>libtorch's inference mode on this thread, until disposed. The guard restores a thread-local state, so no finalizer may end it.</summary>
internal sealed class InferenceMode(bool mode) : IDisposable
{
    private IntPtr _guard = Native.ift_inference_begin(mode);

    public void Dispose()
    {
        if (_guard != IntPtr.Zero)
            Native.ift_inference_end(_guard);
        _guard = IntPtr.Zero;
    }
}
