using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A width and a height, in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Size(int Width, int Height)
{
    public int Width = Width;
    public int Height = Height;
}
