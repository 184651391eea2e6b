using System.Runtime.InteropServices;

namespace InspectFlow.Model;

/// <summary>A part of a prepared image, in its pixels.</summary>
/// <param name="X">The left edge.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">The width, at least 1.</param>
/// <param name="Height">The height, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PixelArea(int X, int Y, int Width, int Height)
{
    /// <summary>Gives the cells of a layer that lie wholly inside; where there are none, the cell of the middle.</summary>
    /// <param name="stride">The cells' side in pixels.</param>
    /// <returns>The cells, counted from the layer's upper left corner.</returns>
    public PixelArea Cells(int stride)
    {
        var (x, width) = Span(X, Width, stride);
        var (y, height) = Span(Y, Height, stride);
        return new PixelArea(x, y, width, height);
    }

    private static (int Start, int Length) Span(int start, int length, int stride)
    {
        var (first, end) = ((start + stride - 1) / stride, (start + length) / stride);
        return end > first ? (first, end - first) : ((start + (length / 2)) / stride, 1);
    }
}
