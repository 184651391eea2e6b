using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>OpenCV's functions.</summary>
public static unsafe partial class Cv2
{
    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        ArgumentNullException.ThrowIfNull(buf);
        return ImDecode(buf.AsSpan(), flags);
    }

    public static Mat ImDecode(ReadOnlySpan<byte> span, ImreadModes flags)
    {
        if (span.IsEmpty)
        {
            throw new ArgumentException("Empty span", nameof(span));
        }

        fixed (byte* bytes = span)
        {
            NativeMethods.HandleException(NativeMethods.ImDecode(bytes, span.Length, (int)flags, out var result));
            return new(result);
        }
    }

    public static bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(ext);
        ArgumentNullException.ThrowIfNull(img);
        prms ??= [];
        NativeMethods.HandleException(NativeMethods.ImEncode(
            ext, img.Handle, prms, prms.Length, out var buffer, out var bytes, out var length, out var encoded));
        try
        {
            buf = new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            NativeMethods.BufferDelete(buffer);
        }

        return encoded != 0;
    }

    public static bool ImEncode(string ext, InputArray img, out byte[] buf, params ImageEncodingParam[] prms)
    {
        ArgumentNullException.ThrowIfNull(prms);
        return ImEncode(ext, img, out buf, prms.SelectMany(p => new[] { (int)p.EncodingId, p.Value }).ToArray());
    }

    public static void SetNumThreads(int nThreads) =>
        NativeMethods.HandleException(NativeMethods.SetNumThreads(nThreads));

    public static string? GetVersionString() => Marshal.PtrToStringUTF8(NativeMethods.Version());
}
