using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Three bytes: an element of a matrix of type CV_8UC3, in BGR order.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Vec3b(byte Item0, byte Item1, byte Item2)
{
    public byte Item0 = Item0;
    public byte Item1 = Item1;
    public byte Item2 = Item2;
}
