using MathNet.Numerics.Statistics;
using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>
/// Tells the largest part from an even background that surrounds it, by how far values are from a smooth surface through the picture's
/// edge, and how it lies, by its moments. Keeps its working matrices for the next picture: one instance per thread.
/// </summary>
public sealed class PartFinder : IDisposable
{
    // Parts are found in a copy whose longer side is this: their place is wanted to a pixel or two.
    private const int Side = 256;
    private const int LeastSide = 16;

    // Where there is nothing but noise Otsu's threshold lies within it.
    private const double LeastDeviations = 4;
    private const double ShadowShare = 0.5;
    private const int Gap = 7;

    private readonly Mat small = new();
    private readonly Mat gray = new();
    private readonly Mat values = new();
    private readonly Mat mask = new();
    private readonly Mat closed = new();
    private readonly Mat labels = new();
    private readonly Mat statistics = new();
    private readonly Mat centroids = new();
    private readonly Mat element = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(Gap, Gap));

    /// <summary>Finds the part of a picture.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <returns>The largest part; null where nothing stands out from the background.</returns>
    public FoundPart? Find(DecodedPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (width, height) = (picture.Width, picture.Height);
        var scale = Math.Min(1, (double)Side / Math.Max(width, height));
        var size = new Size(Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
        if (Math.Min(size.Width, size.Height) < LeastSide)
        {
            return null;
        }

        Cv2.Resize(picture.Pixels, small, size, interpolation: InterpolationFlags.Area);
        if (small.Channels() == 3)
        {
            Cv2.CvtColor(small, gray, ColorConversionCodes.BGR2GRAY);
        }

        (small.Channels() == 3 ? gray : small).ConvertTo(values, MatType.CV_32FC1);
        values.GetArray(out float[] pixels);
        var background = SmoothBackground.Fit(pixels, size.Width, size.Height);
        var distances = background.Distances(pixels);
        var most = distances.Max();
        if (!(most > LeastDeviations * background.Deviation))
        {
            return null;
        }

        using var bytes = new Mat(size.Height, size.Width, MatType.CV_8UC1, Scalar.All(0));
        bytes.SetArray(Array.ConvertAll(distances, d => (byte)(d / most * byte.MaxValue)));
        var otsu = Cv2.Threshold(bytes, mask, 0, byte.MaxValue, ThresholdTypes.Binary | ThresholdTypes.Otsu) / byte.MaxValue * most;
        var threshold = Math.Max(otsu, LeastDeviations * background.Deviation);
        if (LargestAbove(distances, threshold, size) is not { } rough)
        {
            return null;
        }

        // What is less than half as far from the background as the part usually is, is its shadow.
        threshold = Math.Max(threshold, ShadowShare * MedianOf(distances, rough));
        var part = LargestAbove(distances, threshold, size) ?? rough;
        var contrast = MedianOf(distances, part) / background.Deviation;
        return PartShape.Measure(part, size, (double)width / size.Width, (double)height / size.Height) with { Contrast = contrast };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        small.Dispose();
        gray.Dispose();
        values.Dispose();
        mask.Dispose();
        closed.Dispose();
        labels.Dispose();
        statistics.Dispose();
        centroids.Dispose();
        element.Dispose();
    }

    private static double MedianOf(double[] distances, bool[] part) => distances.Where((_, i) => part[i]).Median();

    // The largest component of what is further than that from the background.
    private bool[]? LargestAbove(double[] distances, double threshold, Size size)
    {
        using var bytes = new Mat(size.Height, size.Width, MatType.CV_8UC1, Scalar.All(0));
        bytes.SetArray(Array.ConvertAll(distances, d => d > threshold ? byte.MaxValue : (byte)0));
        Cv2.MorphologyEx(bytes, closed, MorphTypes.Close, element);
        var count = Cv2.ConnectedComponentsWithStats(closed, labels, statistics, centroids);
        if (count < 2)
        {
            return null;
        }

        labels.GetArray(out int[] label);
        var largest = Enumerable.Range(1, count - 1).MaxBy(i => statistics.At<int>(i, (int)ConnectedComponentsTypes.Area));
        return Array.ConvertAll(label, l => l == largest);
    }
}
