using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Keeps a managed array in place for as long as any matrix looks at it.</summary>
internal sealed class PinnedArray : SafeHandle
{
    private int users = 1;

    public PinnedArray(Array array)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        Address = pin.AddrOfPinnedObject();
        SetHandle(GCHandle.ToIntPtr(pin));
    }

    public IntPtr Address { get; }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public PinnedArray Share()
    {
        Interlocked.Increment(ref users);
        return this;
    }

    /// <summary>One matrix looks no longer; the last one frees the array.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            Dispose();
        }
    }

    protected override bool ReleaseHandle()
    {
        GCHandle.FromIntPtr(handle).Free();
        return true;
    }
}
