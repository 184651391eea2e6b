namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void CopyMakeBorder(InputArray src, OutputArray dst, int top, int bottom, int left, int right, BorderTypes borderType, Scalar? value = null)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.CopyMakeBorder(
            src.Handle, dst.Handle, top, bottom, left, right, (int)borderType, value ?? default));
    }

    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Flip(src.Handle, dst.Handle, (int)flipCode));
    }

    public static void Rotate(InputArray src, OutputArray dst, RotateFlags rotateCode)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Rotate(src.Handle, dst.Handle, (int)rotateCode));
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

    public static void InsertChannel(InputArray src, InputOutputArray dst, int coi)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.InsertChannel(src.Handle, dst.Handle, coi));
    }

    public static void Split(Mat src, out Mat[] mv) => mv = Split(src);

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

    public static void HConcat(IEnumerable<Mat> src, OutputArray dst) => Concat(src, dst, horizontally: true);

    public static void VConcat(IEnumerable<Mat> src, OutputArray dst) => Concat(src, dst, horizontally: false);

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal) =>
        MinMaxLoc(src, out minVal, out maxVal, out _, out _);

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal, out Point minLoc, out Point maxLoc, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        NativeMethods.HandleException(NativeMethods.MinMaxLoc(
            src.Handle, out minVal, out maxVal, out minLoc, out maxLoc, InputArray.HandleOf(mask)));
    }

    public static void Normalize(InputArray src, InputOutputArray dst, double alpha = 1, double beta = 0, NormTypes normType = NormTypes.L2, int dtype = -1, InputArray? mask = null)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Normalize(
            src.Handle, dst.Handle, alpha, beta, (int)normType, dtype, InputArray.HandleOf(mask)));
    }

    public static Scalar Sum(InputArray src)
    {
        ArgumentNullException.ThrowIfNull(src);
        NativeMethods.HandleException(NativeMethods.Sum(src.Handle, out var result));
        return result;
    }

    public static Scalar Mean(InputArray src, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        NativeMethods.HandleException(NativeMethods.Mean(src.Handle, InputArray.HandleOf(mask), out var result));
        return result;
    }

    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        NativeMethods.HandleException(NativeMethods.MeanStdDev(src.Handle, InputArray.HandleOf(mask), out mean, out stddev));
    }

    public static int CountNonZero(InputArray mtx)
    {
        ArgumentNullException.ThrowIfNull(mtx);
        NativeMethods.HandleException(NativeMethods.CountNonZero(mtx.Handle, out var result));
        return result;
    }

    public static void AddWeighted(InputArray src1, double alpha, InputArray src2, double beta, double gamma, OutputArray dst, int dtype = -1)
    {
        Check(src1, src2, dst);
        NativeMethods.HandleException(NativeMethods.AddWeighted(src1.Handle, alpha, src2.Handle, beta, gamma, dst.Handle, dtype));
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

    public static void Multiply(InputArray src1, InputArray src2, OutputArray dst, double scale = 1, int dtype = -1)
    {
        Check(src1, src2, dst);
        NativeMethods.HandleException(NativeMethods.Multiply(src1.Handle, src2.Handle, dst.Handle, scale, dtype));
    }

    public static void Absdiff(InputArray src1, InputArray src2, OutputArray dst)
    {
        Check(src1, src2, dst);
        NativeMethods.HandleException(NativeMethods.Absdiff(src1.Handle, src2.Handle, dst.Handle));
    }

    public static void BitwiseNot(InputArray src, OutputArray dst, InputArray? mask = null)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.BitwiseNot(src.Handle, dst.Handle, InputArray.HandleOf(mask)));
    }

    public static void LUT(InputArray src, InputArray lut, OutputArray dst)
    {
        Check(src, lut, dst);
        NativeMethods.HandleException(NativeMethods.Lut(src.Handle, lut.Handle, dst.Handle));
    }

    private static void Concat(IEnumerable<Mat> src, OutputArray dst, bool horizontally)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        var parts = src.ToArray();
        NativeMethods.HandleException(NativeMethods.Concat(Pointers(parts), parts.Length, horizontally ? 1 : 0, dst.Handle));
        GC.KeepAlive(parts);
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
