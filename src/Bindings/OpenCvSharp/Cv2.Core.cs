namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Flip(src.Handle, dst.Handle, (int)flipCode));
    }

    public static void Transpose(InputArray src, OutputArray dst)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Transpose(src.Handle, dst.Handle));
    }

    public static void ExtractChannel(InputArray src, OutputArray dst, int coi)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.ExtractChannel(src.Handle, dst.Handle, coi));
    }

    public static Mat[] Split(Mat src)
    {
        ArgumentNullException.ThrowIfNull(src);
        var planes = new Mat[src.Channels()];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = new();
            ExtractChannel(src, planes[i], i);
        }

        return planes;
    }

    public static void Merge(Mat[] mv, Mat dst)
    {
        ArgumentNullException.ThrowIfNull(mv);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.HandleException(NativeMethods.Merge(Pointers(mv), mv.Length, dst.Handle));
        GC.KeepAlive(mv);
    }

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal, out Point minLoc, out Point maxLoc, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        NativeMethods.HandleException(NativeMethods.MinMaxLoc(
            src.Handle, out minVal, out maxVal, out minLoc, out maxLoc, InputArray.HandleOf(mask)));
    }

    public static Scalar Mean(InputArray src, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        NativeMethods.HandleException(NativeMethods.Mean(src.Handle, InputArray.HandleOf(mask), out var result));
        return result;
    }

    public static void Multiply(InputArray src1, InputArray src2, OutputArray dst, double scale = 1, int dtype = -1)
    {
        Check(src1, src2, dst);
        NativeMethods.HandleException(NativeMethods.Multiply(src1.Handle, src2.Handle, dst.Handle, scale, dtype));
    }

    public static void Add(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1)
    {
        Check(src1, src2, dst);
        NativeMethods.HandleException(NativeMethods.Add(src1.Handle, src2.Handle, dst.Handle, InputArray.HandleOf(mask), dtype));
    }

    public static void Subtract(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1)
    {
        Check(src1, src2, dst);
        NativeMethods.HandleException(NativeMethods.Subtract(src1.Handle, src2.Handle, dst.Handle, InputArray.HandleOf(mask), dtype));
    }

    private static IntPtr[] Pointers(Mat[] mats) => Array.ConvertAll(mats, m => m.CvPtr);

    private static void Check(InputArray src, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
    }

    private static void Check(InputArray src1, InputArray src2, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src2);
        Check(src1, dst);
    }
}
