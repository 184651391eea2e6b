using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>What the native side tells of a matrix in one call; mirrors the struct of that name in mat.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MatHeader
{
    public int Rows;
    public int Cols;
    public int Type;
    public int Dims;
    public long Step;
    public IntPtr Data;
    public int Continuous;
    public int Submatrix;
}
