using System.Runtime.InteropServices;

namespace InspectFlow.Model;

/// <summary>
/// The C library's heap, from which libtorch takes every tensor. glibc hands memory of this size back to the kernel when
/// a tensor is released and gets it anew, page by page, for the next one, which can take longer than the arithmetic.
/// </summary>
internal static partial class NativeHeap
{
    // glibc's names and its greatest value for the first.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int LargestMmapThreshold = 32 << 20;
    private const int KeptAtTheTop = 1 << 30;

    private static readonly Lazy<bool> Kept = new(Keep);

    /// <summary>From the first call on, lets the heap keep what tensors released. Without effect elsewhere than on glibc.</summary>
    /// <returns>Whether the C library took it.</returns>
    public static bool KeepReleasedTensors() => Kept.Value;

    private static bool Keep()
    {
        try
        {
            return OperatingSystem.IsLinux() &&
                SetOption(MmapThreshold, LargestMmapThreshold) != 0 && SetOption(TrimThreshold, KeptAtTheTop) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int name, int value);
}
