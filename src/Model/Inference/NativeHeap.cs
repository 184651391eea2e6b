using System.Runtime.InteropServices;

namespace InspectFlow.Model;

/// <summary>
/// The C library's heap, from which libtorch takes every tensor. glibc hands memory of this size back to the kernel when
/// a tensor is released and gets it anew, page by page, for the next one, which can take longer than the arithmetic. Large
/// pictures' tensors it would not even keep in heaps, or in heaps of 64 MB for each thread, which come and go with them.
/// </summary>
public static partial class NativeHeap
{
    // glibc's names: how much stays at the top of the heap, how many allocations lie outside of it, and how many heaps there are.
    private const int TrimThreshold = -1;
    private const int MmapMax = -4;
    private const int ArenaMax = -8;
    private const int KeptAtTheTop = 1 << 30;

    private static readonly Lazy<bool> Kept = new(Keep);

    /// <summary>
    /// From the first call on, lets one heap hold all tensors and keep what they released. To be called before there are threads, which
    /// keep the heap that they have. Without effect elsewhere than on glibc.
    /// </summary>
    /// <returns>Whether the C library took it.</returns>
    public static bool KeepReleasedTensors() => Kept.Value;

    private static bool Keep()
    {
        try
        {
            return OperatingSystem.IsLinux() &&
                SetOption(ArenaMax, 1) != 0 && SetOption(MmapMax, 0) != 0 && SetOption(TrimThreshold, KeptAtTheTop) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int name, int value);
}
