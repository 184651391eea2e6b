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

    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public int Left { readonly get => X; set => X = value; }

    public int Top { readonly get => Y; set => Y = value; }

    public readonly int Right => X + Width;

    public readonly int Bottom => Y + Height;

    public readonly Size Size => new(Width, Height);

    public readonly Point TopLeft => new(X, Y);

    public readonly bool Contains(int x, int y) => X <= x && Y <= y && x < Right && y < Bottom;

    public readonly bool Contains(Point pt) => Contains(pt.X, pt.Y);

    public readonly bool Contains(Rect rect) =>
        X <= rect.X && rect.Right <= Right && Y <= rect.Y && rect.Bottom <= Bottom;
}
