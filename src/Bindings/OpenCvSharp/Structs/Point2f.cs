using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A point with float coordinates, in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Point2f(float X, float Y)
{
    public float X = X;
    public float Y = Y;
}
