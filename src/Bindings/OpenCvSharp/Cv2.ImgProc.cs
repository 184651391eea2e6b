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

    public static void WarpAffine(
        InputArray src, OutputArray dst, InputArray m, Size dsize, InterpolationFlags flags = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null)
    {
        Check(src, m, dst);
        NativeMethods.HandleException(NativeMethods.WarpAffine(
            src.Handle, dst.Handle, m.Handle, dsize, (int)flags, (int)borderMode, borderValue.GetValueOrDefault(Scalar.All(0))));
    }

    public static double Threshold(InputArray src, OutputArray dst, double thresh, double maxval, ThresholdTypes type)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.Threshold(src.Handle, dst.Handle, thresh, maxval, (int)type, out var result));
        return result;
    }

    public static Mat GetStructuringElement(MorphShapes shape, Size ksize)
    {
        NativeMethods.HandleException(NativeMethods.StructuringElement((int)shape, ksize, out var result));
        return new(result);
    }

    public static void MorphologyEx(
        InputArray src, OutputArray dst, MorphTypes op, InputArray element, Point? anchor = null, int iterations = 1, BorderTypes borderType = BorderTypes.Constant, Scalar? borderValue = null)
    {
        Check(src, element, dst);
        NativeMethods.HandleException(NativeMethods.Morphology(
            src.Handle, dst.Handle, (int)op, element.Handle, anchor.GetValueOrDefault(new(-1, -1)), iterations, (int)borderType, borderValue.GetValueOrDefault(Scalar.All(double.MaxValue))));
    }

    public static int ConnectedComponentsWithStats(
        InputArray image, OutputArray labels, OutputArray stats, OutputArray centroids, PixelConnectivity connectivity = PixelConnectivity.Connectivity8)
    {
        Check(image, labels);
        ArgumentNullException.ThrowIfNull(stats);
        ArgumentNullException.ThrowIfNull(centroids);
        NativeMethods.HandleException(NativeMethods.ConnectedComponents(
            image.Handle, labels.Handle, stats.Handle, centroids.Handle, (int)connectivity, out var result));
        return result;
    }

    public static void ApplyColorMap(InputArray src, OutputArray dst, ColormapTypes colormap)
    {
        Check(src, dst);
        NativeMethods.HandleException(NativeMethods.ApplyColorMap(src.Handle, dst.Handle, (int)colormap));
    }
}
