using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>
/// How far a JPEG may be shrunk while it is decoded, which leaves most of the work out (libjpeg's scaled inverse DCT).
/// </summary>
public static class JpegReduction
{
    /// <summary>
    /// How many decoded pixels, across and down, a prepared pixel keeps at least, so that averaging over areas still does what it
    /// does with all of them. With 2 the pictures come out visibly smoother and hardly faster: reading the file's codes remains.
    /// </summary>
    public const int PixelsPerPrepared = 4;

    private static readonly int[] Largest = [8, 4, 2];

    /// <summary>Finds the largest reduction for a picture.</summary>
    /// <param name="options">What is to be prepared of it.</param>
    /// <param name="width">The upright picture's width in pixels.</param>
    /// <param name="height">The upright picture's height in pixels.</param>
    /// <returns>8, 4 or 2, or 1 for none.</returns>
    public static int For(PreprocessingOptions options, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.ReducedJpeg)
        {
            return 1;
        }

        var used = SourceArea.Of(options, width, height);
        var whole = options.Alignment is { } box ? new Size(box.Width, box.Height) : new Size(used.Width, used.Height);
        var size = FitGeometry.Prepared(whole, options);
        var prepared = FitGeometry.Content(whole, options.Fit, size.Width, size.Height);
        return Largest.FirstOrDefault(
            r => whole.Width >= (long)r * PixelsPerPrepared * prepared.Width && whole.Height >= (long)r * PixelsPerPrepared * prepared.Height,
            defaultValue: 1);
    }
}
