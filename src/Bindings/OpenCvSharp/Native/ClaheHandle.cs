using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Owns one native cv::CLAHE.</summary>
internal sealed class ClaheHandle : SafeHandle
{
    public ClaheHandle(IntPtr pointer)
        : base(IntPtr.Zero, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        NativeMethods.ClaheDelete(handle);
        return true;
    }
}
