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
}
