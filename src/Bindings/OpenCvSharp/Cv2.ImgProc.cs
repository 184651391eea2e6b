namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.CvtColor(src.Handle, dst.Handle, (int)code, dstCn));
    }

    public static void Resize(InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0, InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Resize(src.Handle, dst.Handle, dsize, fx, fy, (int)interpolation));
    }

    public static void ApplyColorMap(InputArray src, OutputArray dst, ColormapTypes colormap)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.ApplyColorMap(src.Handle, dst.Handle, (int)colormap));
    }

    public static void GaussianBlur(InputArray src, OutputArray dst, Size ksize, double sigmaX, double sigmaY = 0, BorderTypes borderType = BorderTypes.Default)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.GaussianBlur(src.Handle, dst.Handle, ksize, sigmaX, sigmaY, (int)borderType));
    }

    public static void Blur(InputArray src, OutputArray dst, Size ksize, Point? anchor = null, BorderTypes borderType = BorderTypes.Default)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Blur(src.Handle, dst.Handle, ksize, anchor ?? new Point(-1, -1), (int)borderType));
    }

    public static double Threshold(InputArray src, OutputArray dst, double thresh, double maxval, ThresholdTypes type)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Threshold(src.Handle, dst.Handle, thresh, maxval, (int)type, out var result));
        return result;
    }

    public static void WarpAffine(InputArray src, OutputArray dst, InputArray m, Size dsize, InterpolationFlags flags = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null)
    {
        Check(src, m, dst);
        NativeMethods.HandleException(NativeMethods.WarpAffine(
            src.Handle, dst.Handle, m.Handle, dsize, (int)flags, (int)borderMode, borderValue ?? default));
    }

    public static void Remap(InputArray src, OutputArray dst, InputArray map1, InputArray map2, InterpolationFlags interpolation = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null)
    {
        Check(src, map1, dst);
        ArgumentNullException.ThrowIfNull(map2);
        NativeMethods.HandleException(NativeMethods.Remap(
            src.Handle, dst.Handle, map1.Handle, map2.Handle, (int)interpolation, (int)borderMode, borderValue ?? default));
    }

    public static Mat GetRotationMatrix2D(Point2f center, double angle, double scale)
    {
        NativeMethods.HandleException(NativeMethods.GetRotationMatrix(center.X, center.Y, angle, scale, out var result));
        return new(result);
    }
}
