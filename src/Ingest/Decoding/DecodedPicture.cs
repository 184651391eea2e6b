using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>A decoded picture, perhaps at a fraction of its size.</summary>
/// <param name="pixels">The pixels, upright; disposed with this.</param>
/// <param name="width">The whole upright picture's width in pixels.</param>
/// <param name="height">Its height.</param>
/// <param name="reduction">How many of those pixels, across and down, one of <paramref name="pixels"/> stands for: 1, 2, 4 or 8.</param>
public sealed class DecodedPicture(Mat pixels, int width, int height, int reduction) : IDisposable
{
    /// <summary>Gets the pixels: CV_8UC1, CV_8UC3, CV_16UC1 or CV_16UC3, colours in BGR order.</summary>
    public Mat Pixels { get; } = pixels;

    /// <summary>Gets the whole upright picture's width in pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Gets the whole upright picture's height in pixels.</summary>
    public int Height { get; } = height;

    /// <summary>Gets how many pixels of the whole picture, across and down, one pixel here stands for: 1, 2, 4 or 8.</summary>
    public int Reduction { get; } = reduction;

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();

    /// <summary>Finds a part of the whole picture in the pixels, its edges rounded to whole ones.</summary>
    internal Rect Locate(Rect part)
    {
        if (Reduction == 1)
        {
            return part;
        }

        var (left, right) = Span(part.X, part.Width, Pixels.Cols);
        var (top, bottom) = Span(part.Y, part.Height, Pixels.Rows);
        return new(left, top, right - left, bottom - top);
    }

    private (int Start, int End) Span(int start, int length, int available)
    {
        var first = Math.Min(((2 * start) + Reduction) / (2 * Reduction), available - 1);
        var last = ((2 * (start + length)) + Reduction) / (2 * Reduction);
        return (first, Math.Clamp(last, first + 1, available));
    }
}
