using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>An axis-parallel rectangle, in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Rect(int X, int Y, int Width, int Height)
{
    public int X = X;
    public int Y = Y;
    public int Width = Width;
    public int Height = Height;

    public readonly Size Size => new(Width, Height);

    public readonly Point TopLeft => new(X, Y);
}
