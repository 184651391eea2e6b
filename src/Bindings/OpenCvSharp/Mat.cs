using System.Diagnostics.CodeAnalysis;

namespace OpenCvSharp;

/// <summary>OpenCV's dense matrix. Parts share their parent's data, which lives as long as the last of them.</summary>
public unsafe partial class Mat : IDisposable
{
    private readonly MatHandle handle;
    private readonly PinnedArray? pin;
    private int disposed;

    public Mat()
    {
        NativeMethods.HandleException(NativeMethods.MatNew(out var result));
        handle = MatHandle.Take(result);
    }

    public Mat(int rows, int cols, MatType type)
    {
        NativeMethods.HandleException(NativeMethods.MatNewFilled(rows, cols, type, null, out var result));
        handle = MatHandle.Take(result);
    }

    public Mat(int rows, int cols, MatType type, Scalar s)
    {
        NativeMethods.HandleException(NativeMethods.MatNewFilled(rows, cols, type, &s, out var result));
        handle = MatHandle.Take(result);
    }

    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    public Mat(Mat m, Rect roi)
    {
        ArgumentNullException.ThrowIfNull(m);
        NativeMethods.HandleException(NativeMethods.MatSub(m.Handle, roi, out var result));
        handle = MatHandle.Take(result);
        pin = m.pin?.Share();
    }

    internal Mat(IntPtr pointer) => handle = MatHandle.Take(pointer);

    private Mat(IntPtr pointer, PinnedArray? pin)
        : this(pointer) => this.pin = pin;

    public bool IsDisposed => Volatile.Read(ref disposed) != 0;

    public IntPtr CvPtr => Handle.DangerousGetHandle();

    public int Rows => Header.Rows;

    public int Cols => Header.Cols;

    public int Height => Rows;

    public int Width => Cols;

    public IntPtr Data => Header.Data;

    internal MatHandle Handle
    {
        get
        {
            ThrowIfDisposed();
            return handle;
        }
    }

    private MatHeader Header
    {
        get
        {
            NativeMethods.MatGetHeader(Handle, out var header);
            return header;
        }
    }

    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        NativeMethods.HandleException(NativeMethods.MatFromData(rows, cols, type, data, step, out var result));
        return new(result);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The matrix owns the pin.")]
    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pinned = new PinnedArray(data);
        try
        {
            NativeMethods.HandleException(NativeMethods.MatFromData(rows, cols, type, pinned.Address, step, out var result));
            return new(result, pinned);
        }
        catch
        {
            pinned.Release();
            throw;
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    public MatType Type() => new(Header.Type);

    public int Depth() => Type().Depth;

    public int Channels() => Type().Channels;

    public Size Size() => new(Cols, Rows);

    public int ElemSize() => Channels() * ElemSize1();

    public int ElemSize1() => Depth() switch
    {
        MatType.CV_8U or MatType.CV_8S => 1,
        MatType.CV_32S or MatType.CV_32F => 4,
        MatType.CV_64F => 8,
        _ => 2,
    };

    public long Total() => Header is { Dims: > 0 } h ? (long)h.Rows * h.Cols : 0;

    public bool Empty() => Data == IntPtr.Zero || Total() == 0;

    public bool IsContinuous() => Header.Continuous != 0;

    public bool IsSubmatrix() => Header.Submatrix != 0;

    public Mat Clone()
    {
        var copy = new Mat();
        CopyTo(copy);
        return copy;
    }

    public Mat SubMat(Rect roi) => new(this, roi);

    public void CopyTo(Mat m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        NativeMethods.HandleException(NativeMethods.MatCopyTo(Handle, m.Handle, InputArray.HandleOf(mask)));
    }

    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0)
    {
        ArgumentNullException.ThrowIfNull(m);
        NativeMethods.HandleException(NativeMethods.MatConvertTo(Handle, m.Handle, rtype, alpha, beta));
    }

    public Mat SetTo(Scalar value, Mat? mask = null)
    {
        NativeMethods.HandleException(NativeMethods.MatSetTo(Handle, value, mask?.Handle ?? MatHandle.None));
        return this;
    }

    public override string ToString() =>
        IsDisposed ? "Mat [disposed]" : $"Mat [ {Rows}*{Cols}*{Type()}, IsContinuous={IsContinuous()}, IsSubmatrix={IsSubmatrix()} ]";

    protected virtual void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0 && disposing)
        {
            handle.Dispose();
            pin?.Release();
        }
    }
}
