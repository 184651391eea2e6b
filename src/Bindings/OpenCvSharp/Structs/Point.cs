using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A point with integer coordinates, in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;
}
