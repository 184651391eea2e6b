using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Reporting.Pictures;

/// <summary>Paints local maps in the colours of Inferno, which ascend in lightness and keep their order for the colour-blind.</summary>
internal static class HeatPainter
{
    /// <summary>Lays a map over a BGR picture of its source.</summary>
    public static void Paint(Mat canvas, Size source, LocalMap map, MapScale scale, double opacity)
    {
        var target = Target(map, source, canvas.Size());
        if (target is { Width: > 0, Height: > 0 })
        {
            using var heat = Heat(map, scale, target.Size);
            Blend(canvas, heat, target.TopLeft, opacity);
        }
    }

    /// <summary>Paints a map alone, BGRA, as large as a picture of its source: the hotter the denser, clear where nothing is unusual.</summary>
    public static Mat Layer(Size size, Size source, LocalMap map, MapScale scale)
    {
        var layer = new Mat(size, MatType.CV_8UC4, Scalar.All(0));
        var target = Target(map, source, size);
        if (target is not { Width: > 0, Height: > 0 })
        {
            return layer;
        }

        using var heat = Heat(map, scale, target.Size);
        using var coloured = new Mat();
        Cv2.ApplyColorMap(heat, coloured, ColormapTypes.Inferno);
        heat.GetArray(out byte[] levels);
        coloured.GetArray(out Vec3b[] colours);
        var pixels = new byte[4 * levels.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            // What is clear has no colour either, and costs no bytes.
            if (levels[i] > 0)
            {
                (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2]) = (colours[i].Item0, colours[i].Item1, colours[i].Item2);
                pixels[(4 * i) + 3] = levels[i];
            }
        }

        using var painted = Mat.FromPixelData(heat.Height, heat.Width, MatType.CV_8UC4, pixels);
        using var place = layer.SubMat(target);
        painted.CopyTo(place);
        return layer;
    }

    /// <summary>Blends heat, 0 to 255, into a BGR picture.</summary>
    public static void Blend(Mat canvas, Mat heat, Point at, double opacity)
    {
        using var coloured = new Mat();
        Cv2.ApplyColorMap(heat, coloured, ColormapTypes.Inferno);
        using var region = canvas.SubMat(new Rect(at.X, at.Y, heat.Width, heat.Height));
        heat.GetArray(out byte[] levels);
        coloured.GetArray(out Vec3b[] colours);
        for (var i = 0; i < levels.Length; i++)
        {
            // Most of a map is clear, and each access to the canvas is a call into OpenCV.
            if (levels[i] > 0)
            {
                var alpha = opacity * levels[i] / 255;
                ref var under = ref region.At<Vec3b>(i / heat.Width, i % heat.Width);
                under = new Vec3b(
                    Mix(under.Item0, colours[i].Item0, alpha),
                    Mix(under.Item1, colours[i].Item1, alpha),
                    Mix(under.Item2, colours[i].Item2, alpha));
            }
        }
    }

    /// <summary>Rings a place. A black ring within a white one shows on any ground.</summary>
    public static void Mark(Mat canvas, Point place, int radius)
    {
        Cv2.Circle(canvas, place, radius + 1, Scalar.All(255), 1, LineTypes.AntiAlias);
        Cv2.Circle(canvas, place, radius, Scalar.All(0), 1, LineTypes.AntiAlias);
    }

    /// <summary>
    /// The map's content on the fixed scale, 0 to 255, at the size at which it is laid over the picture. Enlarging interpolates the map
    /// itself, as for the pixel metrics, and not the colours of its pixels; making it smaller keeps the highest value, so that a hot
    /// place stays hot however small it becomes.
    /// </summary>
    private static Mat Heat(LocalMap map, MapScale scale, Size size)
    {
        var content = map.Content;
        if (size.Width >= content.Width && size.Height >= content.Height)
        {
            var fine = map with { SourceRegion = new Rect(0, 0, size.Width, size.Height) };
            using var enlarged = Mat.FromPixelData(size.Height, size.Width, MatType.CV_8UC1, Place(fine.ToPicture(size.Width, size.Height), scale));
            return enlarged.Clone();
        }

        var values = new float[content.Width * content.Height];
        for (var y = 0; y < content.Height; y++)
        {
            map.Values.AsSpan(((content.Y + y) * map.Width) + content.X, content.Width).CopyTo(values.AsSpan(y * content.Width));
        }

        var (reduced, width) = MapReduction.Max(values, content.Width, Math.Max(1, size.Width * size.Height));
        using var placed = Mat.FromPixelData(reduced.Length / width, width, MatType.CV_8UC1, Place(reduced, scale));
        var heat = new Mat();
        Cv2.Resize(placed, heat, size, interpolation: InterpolationFlags.Linear);
        return heat;
    }

    private static byte[] Place(float[] values, MapScale scale) => Array.ConvertAll(values, v => (byte)Math.Round(255 * scale.Place(v)));

    private static byte Mix(byte under, byte over, double alpha) => (byte)Math.Round((under * (1 - alpha)) + (over * alpha));

    // Where a map lies in a picture of its source.
    private static Rect Target(LocalMap map, Size source, Size canvas)
    {
        var (scaleX, scaleY) = ((double)canvas.Width / source.Width, (double)canvas.Height / source.Height);
        var region = map.SourceRegion;
        var left = Math.Max(0, (int)Math.Round(region.X * scaleX));
        var top = Math.Max(0, (int)Math.Round(region.Y * scaleY));
        var right = Math.Min(canvas.Width, (int)Math.Round((region.X + region.Width) * scaleX));
        var bottom = Math.Min(canvas.Height, (int)Math.Round((region.Y + region.Height) * scaleY));
        return new Rect(left, top, right - left, bottom - top);
    }
}
