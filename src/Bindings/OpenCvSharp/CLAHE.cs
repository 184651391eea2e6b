namespace OpenCvSharp;

/// <summary>Contrast limited adaptive histogram equalisation.</summary>
public sealed class CLAHE : IDisposable
{
    private readonly ClaheHandle handle;

    private CLAHE(IntPtr pointer) => handle = new(pointer);

    public static CLAHE Create(double clipLimit = 40.0, Size? tileGridSize = null)
    {
        NativeMethods.HandleException(NativeMethods.ClaheNew(clipLimit, tileGridSize ?? new Size(8, 8), out var result));
        return new(result);
    }

    public void Apply(InputArray src, OutputArray dst)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.HandleException(NativeMethods.ClaheApply(handle, src.Handle, dst.Handle));
    }

    public void Dispose() => handle.Dispose();
}
