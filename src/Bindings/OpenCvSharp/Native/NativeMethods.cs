using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>The C functions of src/Bindings/native/opencv. All that can fail return non-zero when they did.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "inspectflow_opencv";

    /// <summary>Throws what the native side remembered for this thread when <paramref name="status"/> is not zero.</summary>
    public static void HandleException(int status)
    {
        if (status == 0)
        {
            return;
        }

        LastError(out var code, out var line, out var text, out var function, out var file);
        throw new OpenCVException((ErrorCode)code, Text(function), Text(text), Text(file), line);
    }

    [LibraryImport(Library, EntryPoint = "ifcv_mat_delete")]
    public static partial void MatDelete(IntPtr mat);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_new")]
    public static partial int MatNew(out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_new_filled")]
    public static partial int MatNewFilled(int rows, int cols, int type, Scalar* value, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_from_data")]
    public static partial int MatFromData(int rows, int cols, int type, IntPtr data, long step, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_header")]
    public static partial void MatGetHeader(MatHandle mat, out MatHeader header);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_sub")]
    public static partial int MatSub(MatHandle mat, Rect roi, out IntPtr result);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_copy_to")]
    public static partial int MatCopyTo(MatHandle mat, MatHandle to, MatHandle mask);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_convert_to")]
    public static partial int MatConvertTo(MatHandle mat, MatHandle to, int type, double alpha, double beta);

    [LibraryImport(Library, EntryPoint = "ifcv_mat_set_to")]
    public static partial int MatSetTo(MatHandle mat, Scalar value, MatHandle mask);

    [LibraryImport(Library, EntryPoint = "ifcv_last_error")]
    private static partial void LastError(out int code, out int line, out IntPtr text, out IntPtr function, out IntPtr file);

    private static string Text(IntPtr utf8) => Marshal.PtrToStringUTF8(utf8) ?? string.Empty;
}
