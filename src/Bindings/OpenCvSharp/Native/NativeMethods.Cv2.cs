using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "ifcv_imdecode")]
    public static partial int ImDecode(byte* bytes, int length, int flags, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_imencode", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ImEncode(string extension, MatHandle image, int[] parameters, int count, out IntPtr buffer, out byte* bytes, out long length, out int encoded);

    [LibraryImport(Library, EntryPoint = "ifcv_buffer_delete")]
    public static partial void BufferDelete(IntPtr buffer);

    [LibraryImport(Library, EntryPoint = "ifcv_copy_make_border")]
    public static partial int CopyMakeBorder(MatHandle src, MatHandle dst, int top, int bottom, int left, int right, int type, Scalar value);

    [LibraryImport(Library, EntryPoint = "ifcv_flip")]
    public static partial int Flip(MatHandle src, MatHandle dst, int code);

    [LibraryImport(Library, EntryPoint = "ifcv_rotate")]
    public static partial int Rotate(MatHandle src, MatHandle dst, int code);

    [LibraryImport(Library, EntryPoint = "ifcv_transpose")]
    public static partial int Transpose(MatHandle src, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_extract_channel")]
    public static partial int ExtractChannel(MatHandle src, MatHandle dst, int channel);

    [LibraryImport(Library, EntryPoint = "ifcv_insert_channel")]
    public static partial int InsertChannel(MatHandle src, MatHandle dst, int channel);

    [LibraryImport(Library, EntryPoint = "ifcv_merge")]
    public static partial int Merge(IntPtr[] planes, int count, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_concat")]
    public static partial int Concat(IntPtr[] parts, int count, int horizontally, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_min_max_loc")]
    public static partial int MinMaxLoc(MatHandle src, out double low, out double high, out Point lowAt, out Point highAt, MatHandle mask);

    [LibraryImport(Library, EntryPoint = "ifcv_normalize")]
    public static partial int Normalize(MatHandle src, MatHandle dst, double alpha, double beta, int norm, int type, MatHandle mask);

    [LibraryImport(Library, EntryPoint = "ifcv_sum")]
    public static partial int Sum(MatHandle src, out Scalar result);

    [LibraryImport(Library, EntryPoint = "ifcv_mean")]
    public static partial int Mean(MatHandle src, MatHandle mask, out Scalar result);

    [LibraryImport(Library, EntryPoint = "ifcv_mean_std_dev")]
    public static partial int MeanStdDev(MatHandle src, MatHandle mask, out Scalar mean, out Scalar deviation);

    [LibraryImport(Library, EntryPoint = "ifcv_count_non_zero")]
    public static partial int CountNonZero(MatHandle src, out int result);

    [LibraryImport(Library, EntryPoint = "ifcv_add_weighted")]
    public static partial int AddWeighted(MatHandle a, double alpha, MatHandle b, double beta, double gamma, MatHandle dst, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_add")]
    public static partial int Add(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_subtract")]
    public static partial int Subtract(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_multiply")]
    public static partial int Multiply(MatHandle a, MatHandle b, MatHandle dst, double scale, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_absdiff")]
    public static partial int Absdiff(MatHandle a, MatHandle b, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_bitwise_not")]
    public static partial int BitwiseNot(MatHandle src, MatHandle dst, MatHandle mask);

    [LibraryImport(Library, EntryPoint = "ifcv_lut")]
    public static partial int Lut(MatHandle src, MatHandle table, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_set_num_threads")]
    public static partial int SetNumThreads(int count);

    [LibraryImport(Library, EntryPoint = "ifcv_get_num_threads")]
    public static partial int GetNumThreads(out int result);

    [LibraryImport(Library, EntryPoint = "ifcv_version")]
    public static partial IntPtr Version();

    [LibraryImport(Library, EntryPoint = "ifcv_cvt_color")]
    public static partial int CvtColor(MatHandle src, MatHandle dst, int code, int channels);

    [LibraryImport(Library, EntryPoint = "ifcv_resize")]
    public static partial int Resize(MatHandle src, MatHandle dst, Size size, double fx, double fy, int interpolation);

    [LibraryImport(Library, EntryPoint = "ifcv_apply_color_map")]
    public static partial int ApplyColorMap(MatHandle src, MatHandle dst, int map);

    [LibraryImport(Library, EntryPoint = "ifcv_gaussian_blur")]
    public static partial int GaussianBlur(MatHandle src, MatHandle dst, Size size, double sigmaX, double sigmaY, int border);

    [LibraryImport(Library, EntryPoint = "ifcv_blur")]
    public static partial int Blur(MatHandle src, MatHandle dst, Size size, Point anchor, int border);

    [LibraryImport(Library, EntryPoint = "ifcv_threshold")]
    public static partial int Threshold(MatHandle src, MatHandle dst, double threshold, double high, int type, out double result);

    [LibraryImport(Library, EntryPoint = "ifcv_warp_affine")]
    public static partial int WarpAffine(MatHandle src, MatHandle dst, MatHandle matrix, Size size, int flags, int border, Scalar value);

    [LibraryImport(Library, EntryPoint = "ifcv_remap")]
    public static partial int Remap(MatHandle src, MatHandle dst, MatHandle x, MatHandle y, int interpolation, int border, Scalar value);

    [LibraryImport(Library, EntryPoint = "ifcv_get_rotation_matrix")]
    public static partial int GetRotationMatrix(float x, float y, double angle, double scale, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_rectangle")]
    public static partial int Rectangle(MatHandle image, Rect rect, Scalar color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "ifcv_rectangle_points")]
    public static partial int RectanglePoints(MatHandle image, Point a, Point b, Scalar color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "ifcv_circle")]
    public static partial int Circle(MatHandle image, Point center, int radius, Scalar color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "ifcv_ellipse")]
    public static partial int Ellipse(MatHandle image, Point center, Size axes, double angle, double start, double end, Scalar color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "ifcv_line")]
    public static partial int Line(MatHandle image, Point a, Point b, Scalar color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "ifcv_fill_poly")]
    public static partial int FillPoly(MatHandle image, Point[] points, int[] counts, int contours, Scalar color, int line, int shift, Point offset);

    [LibraryImport(Library, EntryPoint = "ifcv_put_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PutText(MatHandle image, string text, Point origin, int font, double scale, Scalar color, int thickness, int line, int bottomLeft);

    [LibraryImport(Library, EntryPoint = "ifcv_text_size", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TextSize(string text, int font, double scale, int thickness, out int baseLine, out Size result);
}
