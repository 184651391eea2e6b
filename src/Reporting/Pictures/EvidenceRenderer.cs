using InspectFlow.Reporting.Storage;
using OpenCvSharp;

namespace InspectFlow.Reporting.Pictures;

/// <summary>
/// Makes the pictures that are kept of an image, all as WebP: the source small and large, the model's local map over it and alone,
/// and the place where that is highest. No source is enlarged but in the crop. Safe to use from several threads.
/// </summary>
public sealed class EvidenceRenderer
{
    /// <summary>The most pixels along the longer side of a thumbnail.</summary>
    public const int ThumbnailSide = 384;

    /// <summary>The most pixels along the longer side of a map over its source.</summary>
    public const int MapSide = 512;

    /// <summary>The most pixels along the longer side of a picture.</summary>
    public const int PictureSide = 2048;

    /// <summary>The most pixels along the longer side of a layer, where the map itself has that many; <see cref="MapSide"/> otherwise.</summary>
    public const int LayerSide = 1024;

    private const int SmallestCrop = 96;
    private const int LargestCrop = 320;
    private const int LeastShown = 192;

    private readonly EvidenceOptions options;

    /// <summary>Initializes a new instance of the <see cref="EvidenceRenderer"/> class.</summary>
    /// <param name="options">How pictures are made; null stands for the defaults.</param>
    public EvidenceRenderer(EvidenceOptions? options = null) => this.options = options ?? new EvidenceOptions();

    /// <summary>Makes the source small.</summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The source is of another kind.</exception>
    public EncodedPicture Thumbnail(Mat source)
    {
        using var small = SourceView.Shrink(source, ThumbnailSide, options);
        return WebP.Encode(small, WebP.Small);
    }

    /// <summary>Makes the source small enough for a screen.</summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The source is of another kind.</exception>
    public EncodedPicture Picture(Mat source)
    {
        using var fitted = SourceView.Shrink(source, PictureSide, options);
        return WebP.Encode(fitted, WebP.Fine);
    }

    /// <summary>
    /// Lays the local map over the source in gray: clear where the map is at or below the scale's low end, hotter and
    /// denser towards its high end, with a ring around the peak. The scale is the line's, so pictures compare.
    /// </summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <param name="map">The map and where it lies in the source.</param>
    /// <param name="scale">The line's fixed scale.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The source is of another kind, or the map's parts do not fit each other.</exception>
    public EncodedPicture Map(Mat source, LocalMap map, MapScale scale)
    {
        using var canvas = Overlay(source, map, scale);
        return WebP.Encode(canvas, WebP.Small);
    }

    /// <summary>
    /// Paints the local map alone, to be laid over all of the source at any size and opacity: clear at or below the scale's low
    /// end and outside the map, opaque from its high end on.
    /// </summary>
    /// <param name="source">The source's size in pixels.</param>
    /// <param name="map">The map and where it lies in the source.</param>
    /// <param name="scale">The line's fixed scale.</param>
    /// <returns>The picture, with an alpha channel, of the source's proportions.</returns>
    /// <exception cref="ArgumentException">The map's parts do not fit each other.</exception>
    public static EncodedPicture Layer(Size source, LocalMap map, MapScale scale)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(scale);
        LocalMap.Check(map);
        var side = Math.Clamp(Math.Max(map.Content.Width, map.Content.Height), MapSide, LayerSide);
        using var layer = HeatPainter.Layer(SourceView.Fit(source, side), source, map, scale);
        return WebP.Encode(layer, WebP.Lossless);
    }

    /// <summary>
    /// Cuts out the place where the local map is highest: a quarter of the source's shorter side, 96 to 320 pixels, enlarged by a
    /// whole factor until it has 192, with a ring around the peak.
    /// </summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <param name="map">The map and where it lies in the source.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The source is of another kind, or the map's parts do not fit each other.</exception>
    public EncodedPicture Crop(Mat source, LocalMap map)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(map);
        LocalMap.Check(map);
        var side = Math.Clamp(Math.Min(source.Width, source.Height) / 4, SmallestCrop, LargestCrop);
        var (width, height) = (Math.Min(side, source.Width), Math.Min(side, source.Height));
        var (peakX, peakY) = map.FindPeak(source.Width, source.Height);
        var (x, y) = (peakX * source.Width, peakY * source.Height);
        var left = Math.Clamp((int)Math.Round(x - (width / 2.0)), 0, source.Width - width);
        var top = Math.Clamp((int)Math.Round(y - (height / 2.0)), 0, source.Height - height);
        using var part = source.SubMat(new Rect(left, top, width, height));
        using var shown = SourceView.Shrink(part, side, options);
        using var colour = shown.Channels() == 3 ? shown.Clone() : SourceView.GrayAsColour(shown);
        var factor = (LeastShown + Math.Max(width, height) - 1) / Math.Max(width, height);
        using var crop = new Mat();
        Cv2.Resize(colour, crop, new Size(width * factor, height * factor), interpolation: InterpolationFlags.Cubic);

        // Wide enough to leave free what it points at.
        HeatPainter.Mark(
            crop, new Point((int)((x - left) * factor), (int)((y - top) * factor)), Math.Max(crop.Width, crop.Height) / 8);
        return WebP.Encode(crop, WebP.Fine);
    }

    /// <summary>Draws what <see cref="Map"/> encodes.</summary>
    internal Mat Overlay(Mat source, LocalMap map, MapScale scale)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(scale);
        LocalMap.Check(map);
        using var small = SourceView.Shrink(source, MapSide, options);
        var canvas = SourceView.GrayAsColour(small);
        HeatPainter.Paint(canvas, source.Size(), map, scale, options.MapOpacity);
        var (peakX, peakY) = map.FindPeak(source.Width, source.Height);
        HeatPainter.Mark(
            canvas,
            new Point((int)(peakX * canvas.Width), (int)(peakY * canvas.Height)),
            Math.Max(5, Math.Max(canvas.Width, canvas.Height) / 28));
        return canvas;
    }
}
