using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenCvSharp;

public unsafe partial class Mat
{
    /// <summary>The element types that a managed type may stand for when whole matrices are copied.</summary>
    private static readonly Dictionary<Type, MatType[]> Acceptable = new()
    {
        [typeof(byte)] = [MatType.CV_8UC1, MatType.MakeType(MatType.CV_8S, 1)],
        [typeof(short)] = [MatType.CV_16SC1, MatType.CV_16UC1],
        [typeof(ushort)] = [MatType.CV_16SC1, MatType.CV_16UC1],
        [typeof(int)] = [MatType.CV_32SC1],
        [typeof(float)] = [MatType.CV_32FC1],
        [typeof(double)] = [MatType.CV_64FC1],
        [typeof(Vec3b)] = [MatType.CV_8UC3],
        [typeof(Point)] = [MatType.CV_32SC(2)],
        [typeof(Point2f)] = [MatType.CV_32FC2],
    };

    public IntPtr Ptr(int i0, int i1)
    {
        var h = Header;
        return h.Data + (nint)((h.Step * i0) + ((long)ElemSize() * i1));
    }

    public ref T At<T>(int i0, int i1)
        where T : unmanaged => ref Unsafe.AsRef<T>((void*)Ptr(i0, i1));

    public void Set<T>(int i0, int i1, T value)
        where T : struct => Marshal.StructureToPtr(value, Ptr(i0, i1), fDeleteOld: false);

    public bool GetArray<T>(out T[] data)
        where T : unmanaged
    {
        CheckType<T>();
        data = new T[(long)Rows * Cols];
        return CopyRows(data, toMat: false);
    }

    public bool SetArray<T>(params T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckType<T>();
        if (data.LongLength > Total())
        {
            // The published library copies as many elements as the matrix has and leaves the length to the caller.
            throw new OpenCvSharpException($"The array has {data.LongLength} elements, the matrix {Total()}");
        }

        return CopyRows(data, toMat: true);
    }

    private void CheckType<T>()
    {
        var type = Type();
        if (!Acceptable.TryGetValue(typeof(T), out var fitting))
        {
#pragma warning disable MA0015 // The published library throws this type, and there is no parameter to name.
            throw new ArgumentException($"Type argument {typeof(T)} is not supported");
#pragma warning restore MA0015
        }

        if (!fitting.Contains(type))
        {
            throw new OpenCvSharpException($"Mat data type is not compatible: {type}");
        }
    }

    private bool CopyRows<T>(T[] array, bool toMat)
        where T : unmanaged
    {
        var header = Header;
        for (var row = 0; row < header.Rows && (long)row * header.Cols < array.LongLength; row++)
        {
            var length = (int)Math.Min(header.Cols, array.LongLength - ((long)row * header.Cols));
            var inMat = new Span<T>((byte*)header.Data + (header.Step * row), length);
            var inArray = array.AsSpan(row * header.Cols, length);
            if (toMat)
            {
                inArray.CopyTo(inMat);
            }
            else
            {
                inMat.CopyTo(inArray);
            }
        }

        GC.KeepAlive(this);
        return true;
    }
}
