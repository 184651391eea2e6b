using InspectFlow.Reporting.Storage;
using OpenCvSharp;

namespace InspectFlow.Reporting.Pictures;

/// <summary>
/// Makes the pictures that are kept of an image: the source made smaller, and the model's local map over it. Safe to
/// use from several threads.
/// </summary>
public sealed class EvidenceRenderer
{
    private readonly EvidenceOptions options;

    /// <summary>Initializes a new instance of the <see cref="EvidenceRenderer"/> class.</summary>
    /// <param name="options">How pictures are made; null stands for the defaults.</param>
    public EvidenceRenderer(EvidenceOptions? options = null) => this.options = options ?? new EvidenceOptions();

    /// <summary>Makes the source smaller.</summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <returns>The picture: JPEG, or PNG where that is smaller.</returns>
    /// <exception cref="ArgumentException">The source is of another kind.</exception>
    public EncodedPicture Thumbnail(Mat source)
    {
        using var small = Shrink(source);
        return Encode(small);
    }

    /// <summary>
    /// Lays the local map over the source in gray: clear where the map is at or below the scale's low end, hotter and
    /// denser towards its high end, with a ring around the peak. The scale is the line's, so pictures compare.
    /// </summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <param name="map">The map and where it lies in the source.</param>
    /// <param name="scale">The line's fixed scale.</param>
    /// <returns>The picture: JPEG, or PNG where that is smaller.</returns>
    /// <exception cref="ArgumentException">The source is of another kind, or the map's parts do not fit each other.</exception>
    public EncodedPicture Map(Mat source, LocalMap map, MapScale scale)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(scale);
        using var canvas = Overlay(source, map, scale);
        return Encode(canvas);
    }

    /// <summary>Draws what <see cref="Map"/> encodes.</summary>
    internal Mat Overlay(Mat source, LocalMap map, MapScale scale)
    {
        LocalMap.Check(map);
        using var small = Shrink(source);
        var canvas = GrayAsColour(small);
        var (scaleX, scaleY) = ((double)canvas.Width / source.Width, (double)canvas.Height / source.Height);
        var target = Intersect(Scaled(map.SourceRegion, scaleX, scaleY), canvas.Size());
        if (target is { Width: > 0, Height: > 0 })
        {
            using var heat = Heat(map, scale, target.Size);
            Blend(canvas, heat, target.TopLeft);
        }

        var (peakX, peakY) = map.FindPeak(source.Width, source.Height);
        MarkPeak(canvas, new Point((int)(peakX * canvas.Width), (int)(peakY * canvas.Height)));
        return canvas;
    }

    /// <summary>Makes a source smaller, 8 bits deep, gray or BGR.</summary>
    internal Mat Shrink(Mat source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var eightBit = EightBit(source);
        using var flat = new Mat();
        if (eightBit.Channels() == 4)
        {
            Cv2.CvtColor(eightBit, flat, ColorConversionCodes.BGRA2BGR);
        }

        var picture = eightBit.Channels() == 4 ? flat : eightBit;
        var factor = (double)options.MaxSide / Math.Max(picture.Width, picture.Height);
        if (factor >= 1)
        {
            return picture.Clone();
        }

        var size = new Size(
            Math.Max(1, (int)Math.Round(picture.Width * factor)), Math.Max(1, (int)Math.Round(picture.Height * factor)));
        var small = new Mat();
        Cv2.Resize(picture, small, size, interpolation: InterpolationFlags.Area);
        return small;
    }

    private Mat EightBit(Mat source)
    {
        if (source.Empty() || source.Channels() is not (1 or 3 or 4) || source.Depth() is not (MatType.CV_8U or MatType.CV_16U))
        {
            throw new ArgumentException($"A picture of {source.Type()} can't be shown.", nameof(source));
        }

        var result = new Mat();
        var range = source.Depth() == MatType.CV_16U ? options.WhiteLevel - options.BlackLevel : 255;
        var black = source.Depth() == MatType.CV_16U ? options.BlackLevel : 0;
        source.ConvertTo(result, MatType.CV_8UC(source.Channels()), 255.0 / range, -255.0 * black / range);
        return result;
    }

    /// <summary>Makes a BGR picture without colour.</summary>
    internal static Mat GrayAsColour(Mat picture)
    {
        using var gray = new Mat();
        if (picture.Channels() == 3)
        {
            Cv2.CvtColor(picture, gray, ColorConversionCodes.BGR2GRAY);
        }

        var colour = new Mat();
        Cv2.CvtColor(picture.Channels() == 3 ? gray : picture, colour, ColorConversionCodes.GRAY2BGR);
        return colour;
    }

    /// <summary>
    /// The map's content on the fixed scale, 0 to 255, at the size at which it is laid over the picture. Enlarging interpolates the map
    /// itself, as for the pixel metrics, and not the colours of its pixels.
    /// </summary>
    private static Mat Heat(LocalMap map, MapScale scale, Size size)
    {
        if (size.Width >= map.Content.Width && size.Height >= map.Content.Height)
        {
            var fine = map with { SourceRegion = new Rect(0, 0, size.Width, size.Height) };
            using var enlarged = Mat.FromPixelData(size.Height, size.Width, MatType.CV_8UC1, Place(fine.ToPicture(size.Width, size.Height), scale));
            return enlarged.Clone();
        }

        var values = new float[map.Content.Width * map.Content.Height];
        for (var y = 0; y < map.Content.Height; y++)
        {
            map.Values.AsSpan(((map.Content.Y + y) * map.Width) + map.Content.X, map.Content.Width)
                .CopyTo(values.AsSpan(y * map.Content.Width));
        }

        using var placed = Mat.FromPixelData(map.Content.Height, map.Content.Width, MatType.CV_8UC1, Place(values, scale));
        var heat = new Mat();
        Cv2.Resize(placed, heat, size, interpolation: size.Width < map.Content.Width ? InterpolationFlags.Area : InterpolationFlags.Linear);
        return heat;
    }

    private static byte[] Place(float[] values, MapScale scale) => Array.ConvertAll(values, v => (byte)Math.Round(255 * scale.Place(v)));

    /// <summary>Blends the heat in the colours of Inferno, which ascend in lightness and keep their order for the colour-blind.</summary>
    internal void Blend(Mat canvas, Mat heat, Point at)
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
                var alpha = options.MapOpacity * levels[i] / 255;
                ref var under = ref region.At<Vec3b>(i / heat.Width, i % heat.Width);
                under = new Vec3b(
                    Mix(under.Item0, colours[i].Item0, alpha),
                    Mix(under.Item1, colours[i].Item1, alpha),
                    Mix(under.Item2, colours[i].Item2, alpha));
            }
        }
    }

    private static byte Mix(byte under, byte over, double alpha) => (byte)Math.Round((under * (1 - alpha)) + (over * alpha));

    private static void MarkPeak(Mat canvas, Point peak)
    {
        // A black ring within a white one shows on any ground.
        var radius = Math.Max(5, Math.Max(canvas.Width, canvas.Height) / 28);
        Cv2.Circle(canvas, peak, radius + 1, Scalar.All(255), 1, LineTypes.AntiAlias);
        Cv2.Circle(canvas, peak, radius, Scalar.All(0), 1, LineTypes.AntiAlias);
    }

    private static Rect Scaled(Rect region, double scaleX, double scaleY)
    {
        var (left, top) = ((int)Math.Round(region.X * scaleX), (int)Math.Round(region.Y * scaleY));
        var right = (int)Math.Round((region.X + region.Width) * scaleX);
        var bottom = (int)Math.Round((region.Y + region.Height) * scaleY);
        return new Rect(left, top, right - left, bottom - top);
    }

    private static Rect Intersect(Rect region, Size canvas)
    {
        var (left, top) = (Math.Max(0, region.X), Math.Max(0, region.Y));
        var right = Math.Min(canvas.Width, region.X + region.Width);
        var bottom = Math.Min(canvas.Height, region.Y + region.Height);
        return new Rect(left, top, right - left, bottom - top);
    }

    private EncodedPicture Encode(Mat picture)
    {
        Cv2.ImEncode(".png", picture, out var png, new ImageEncodingParam(ImwriteFlags.PngCompression, 1));
        var hasJpeg = Cv2.ImEncode(
            ".jpg", picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, options.JpegQuality));
        var isJpeg = hasJpeg && jpeg.Length < png.Length;
        return new EncodedPicture
        {
            MediaType = isJpeg ? "image/jpeg" : "image/png",
            Width = picture.Width,
            Height = picture.Height,
            Bytes = isJpeg ? jpeg : png,
        };
    }
}
