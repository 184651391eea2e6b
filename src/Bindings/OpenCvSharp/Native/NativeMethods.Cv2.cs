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

    [LibraryImport(Library, EntryPoint = "ifcv_flip")]
    public static partial int Flip(MatHandle src, MatHandle dst, int code);

    [LibraryImport(Library, EntryPoint = "ifcv_transpose")]
    public static partial int Transpose(MatHandle src, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_extract_channel")]
    public static partial int ExtractChannel(MatHandle src, MatHandle dst, int channel);

    [LibraryImport(Library, EntryPoint = "ifcv_merge")]
    public static partial int Merge(IntPtr[] planes, int count, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_min_max_loc")]
    public static partial int MinMaxLoc(MatHandle src, out double low, out double high, out Point lowAt, out Point highAt, MatHandle mask);

    [LibraryImport(Library, EntryPoint = "ifcv_mean")]
    public static partial int Mean(MatHandle src, MatHandle mask, out Scalar result);

    [LibraryImport(Library, EntryPoint = "ifcv_multiply")]
    public static partial int Multiply(MatHandle a, MatHandle b, MatHandle dst, double scale, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_add")]
    public static partial int Add(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_subtract")]
    public static partial int Subtract(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int type);

    [LibraryImport(Library, EntryPoint = "ifcv_clahe_new")]
    public static partial int ClaheNew(double clipLimit, Size tiles, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_clahe_delete")]
    public static partial void ClaheDelete(IntPtr clahe);

    [LibraryImport(Library, EntryPoint = "ifcv_clahe_apply")]
    public static partial int ClaheApply(ClaheHandle clahe, MatHandle src, MatHandle dst);

    [LibraryImport(Library, EntryPoint = "ifcv_set_num_threads")]
    public static partial int SetNumThreads(int count);

    [LibraryImport(Library, EntryPoint = "ifcv_version")]
    public static partial IntPtr Version();

    [LibraryImport(Library, EntryPoint = "ifcv_cvt_color")]
    public static partial int CvtColor(MatHandle src, MatHandle dst, int code, int channels);

    [LibraryImport(Library, EntryPoint = "ifcv_resize")]
    public static partial int Resize(MatHandle src, MatHandle dst, Size size, double fx, double fy, int interpolation);

    [LibraryImport(Library, EntryPoint = "ifcv_warp_affine")]
    public static partial int WarpAffine(MatHandle src, MatHandle dst, MatHandle m, Size size, int flags, int border, Scalar value);

    [LibraryImport(Library, EntryPoint = "ifcv_threshold")]
    public static partial int Threshold(MatHandle src, MatHandle dst, double threshold, double high, int type, out double result);

    [LibraryImport(Library, EntryPoint = "ifcv_structuring_element")]
    public static partial int StructuringElement(int shape, Size size, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_morphology")]
    public static partial int Morphology(MatHandle src, MatHandle dst, int op, MatHandle element, Point anchor, int iterations, int border, Scalar value);

    [LibraryImport(Library, EntryPoint = "ifcv_connected_components")]
    public static partial int ConnectedComponents(MatHandle image, MatHandle labels, MatHandle stats, MatHandle centroids, int connectivity, out int result);

    [LibraryImport(Library, EntryPoint = "ifcv_apply_color_map")]
    public static partial int ApplyColorMap(MatHandle src, MatHandle dst, int map);

    [LibraryImport(Library, EntryPoint = "ifcv_circle")]
    public static partial int Circle(MatHandle image, Point center, int radius, Scalar color, int thickness, int line, int shift);

    [LibraryImport(Library, EntryPoint = "ifcv_put_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PutText(MatHandle image, string text, Point origin, int font, double scale, Scalar color, int thickness, int line, int bottomLeft);

    [LibraryImport(Library, EntryPoint = "ifcv_text_size", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TextSize(string text, int font, double scale, int thickness, out int baseLine, out Size result);
}
