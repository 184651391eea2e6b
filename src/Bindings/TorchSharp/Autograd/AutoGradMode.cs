using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Whether this thread records operations, until disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = IsEnabled;

    public AutoGradMode(bool enabled) => Native.ift_set_grad_enabled(enabled);

    public static bool IsEnabled => Native.ift_grad_enabled() != 0;

    public void Dispose() => Native.ift_set_grad_enabled(_before);
}
