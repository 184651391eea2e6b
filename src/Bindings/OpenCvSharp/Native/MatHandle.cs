using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Owns one native cv::Mat. Counts those that live, so that tests can show that none is left behind.</summary>
internal sealed class MatHandle : SafeHandle
{
    /// <summary>Stands for an absent matrix; reaches the native side as a null pointer.</summary>
    public static readonly MatHandle None = new();

    private static int liveCount;

    public MatHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    /// <summary>Gets how many live. Tests read it by reflection: the published package has no such counter.</summary>
    public static int LiveCount => Volatile.Read(ref liveCount);

    public override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>Takes over a pointer that a native function has just returned.</summary>
    public static MatHandle Take(IntPtr pointer)
    {
        var taken = new MatHandle();
        taken.SetHandle(pointer);
        Interlocked.Increment(ref liveCount);
        return taken;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.MatDelete(handle);
        Interlocked.Decrement(ref liveCount);
        return true;
    }
}
