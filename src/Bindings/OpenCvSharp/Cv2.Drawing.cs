namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Rectangle(InputOutputArray img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.Rectangle(img.Handle, rect, color, thickness, (int)lineType, shift));
    }

    public static void Rectangle(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.RectanglePoints(img.Handle, pt1, pt2, color, thickness, (int)lineType, shift));
    }

    public static void Circle(InputOutputArray img, Point center, int radius, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.Circle(img.Handle, center, radius, color, thickness, (int)lineType, shift));
    }

    public static void Ellipse(InputOutputArray img, Point center, Size axes, double angle, double startAngle, double endAngle, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.Ellipse(
            img.Handle, center, axes, angle, startAngle, endAngle, color, thickness, (int)lineType, shift));
    }

    public static void Line(InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        NativeMethods.HandleException(NativeMethods.Line(img.Handle, pt1, pt2, color, thickness, (int)lineType, shift));
    }

    public static void FillPoly(Mat img, IEnumerable<IEnumerable<Point>> pts, Scalar color, LineTypes lineType = LineTypes.Link8, int shift = 0, Point? offset = null)
    {
        ArgumentNullException.ThrowIfNull(img);
        ArgumentNullException.ThrowIfNull(pts);
        var polygons = pts.Select(p => p.ToArray()).ToArray();
        NativeMethods.HandleException(NativeMethods.FillPoly(
            img.Handle,
            polygons.SelectMany(p => p).ToArray(),
            Array.ConvertAll(polygons, p => p.Length),
            polygons.Length,
            color,
            (int)lineType,
            shift,
            offset ?? default));
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
