namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Circle(InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.Circle(img.Handle, center, radius, color, thickness, (int)lineType, shift));
    }

    public static void PutText(InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false)
    {
        ArgumentNullException.ThrowIfNull(img);
        ArgumentException.ThrowIfNullOrEmpty(text);
        NativeMethods.HandleException(NativeMethods.PutText(
            img.Handle, text, org, (int)fontFace, fontScale, color, thickness, (int)lineType, bottomLeftOrigin ? 1 : 0));
    }

    public static Size GetTextSize(string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        NativeMethods.HandleException(NativeMethods.TextSize(text, (int)fontFace, fontScale, thickness, out baseLine, out var result));
        return result;
    }
}
