using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>One index into one dimension, as the native side reads it. The least long stands for "open".</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeIndex(int Kind, long Start, long Stop, long Step, IntPtr Tensor)
{
    /// <summary>No number given.</summary>
    internal const long Absent = long.MinValue;
}
