using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Keeps a managed array in place for as long as tensors look into it.</summary>
internal static unsafe class PinnedArray
{
    internal static IntPtr Pin(Array array, out IntPtr address)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        address = pin.AddrOfPinnedObject();
        return GCHandle.ToIntPtr(pin);
    }

    /// <summary>What native code calls when the last tensor over the array is gone.</summary>
    internal static delegate* unmanaged<IntPtr, void> Release => &Free;

    [UnmanagedCallersOnly]
    private static void Free(IntPtr pin) => GCHandle.FromIntPtr(pin).Free();
}
