using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Gradients and optimizers' steps. One declaration for each function of native/torch/autograd.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int ift_grad_enabled();

    [LibraryImport(Library)]
    internal static partial void ift_set_grad_enabled(Flag on);

    [LibraryImport(Library)]
    internal static partial Status ift_backward(ReadOnlySpan<IntPtr> tensors, int n, ReadOnlySpan<IntPtr> gradients, int m, Flag retain, Flag create, ReadOnlySpan<IntPtr> inputs, int k);

    [LibraryImport(Library)]
    internal static partial Status ift_adam_step(ReadOnlySpan<AdamParameter> items, int n, in AdamSettings s);
}
