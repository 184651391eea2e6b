namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Circle(InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.Circle(img.Handle, center, radius, color, thickness, (int)lineType, shift));
    }
}
