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
    internal static partial IntPtr ift_inference_begin(Flag on);

    [LibraryImport(Library)]
    internal static partial void ift_inference_end(IntPtr guard);

    [LibraryImport(Library)]
    internal static partial Status ift_retain_grad(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_backward(ReadOnlySpan<IntPtr> tensors, int n, ReadOnlySpan<IntPtr> gradients, int m, Flag retain, Flag create, ReadOnlySpan<IntPtr> inputs, int k);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_autograd_grad(ReadOnlySpan<IntPtr> outputs, int n, ReadOnlySpan<IntPtr> inputs, int k, ReadOnlySpan<IntPtr> gradients, int m, Flag retain, Flag create, Flag unused);

    [LibraryImport(Library)]
    internal static partial Status ift_clip_grad_norm_(ReadOnlySpan<IntPtr> parameters, int n, double maxNorm, double normType, out double @out);

    [LibraryImport(Library)]
    internal static partial Status ift_adam_step(ReadOnlySpan<AdamParameter> items, int n, in AdamSettings s);
}
