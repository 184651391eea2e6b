using System.Runtime.InteropServices;
using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>The C functions of libinspectflow_torch.</summary>
internal static unsafe partial class Native
{
    private const string Library = "inspectflow_torch";

    /// <summary>Throws what the last failing call on this thread left behind.</summary>
    internal static ExternalException LastError() => new(Marshal.PtrToStringUTF8(ift_last_error()));

    /// <summary>Takes over a native list of tensors and frees the list.</summary>
    internal static torch.Tensor[] Take(IntPtr list)
    {
        if (list == IntPtr.Zero)
            throw LastError();
        var handles = new IntPtr[ift_list_count(list)];
        fixed (IntPtr* first = handles)
            ift_list_take(list, first);
        // An undefined tensor (an unused input's gradient, for example) is a null reference, as in the real library.
        return Array.ConvertAll(handles, handle => handle == IntPtr.Zero ? null! : new torch.Tensor(handle));
    }

    /// <summary>The handles of several tensors. The caller keeps the tensors alive across the call.</summary>
    internal static IntPtr[] Handles(IEnumerable<torch.Tensor>? tensors) => tensors?.Select(tensor => tensor.Handle).ToArray() ?? [];
}
