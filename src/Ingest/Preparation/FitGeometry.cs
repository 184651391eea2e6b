using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Where a picture lies when its aspect is kept.</summary>
internal static class FitGeometry
{
    /// <summary>The largest centred rectangle of the picture's aspect inside width × height.</summary>
    public static Rect Contain(Size picture, int width, int height)
    {
        var scale = Math.Min((double)width / picture.Width, (double)height / picture.Height);
        var w = Math.Clamp((int)Math.Round(picture.Width * scale), 1, width);
        var h = Math.Clamp((int)Math.Round(picture.Height * scale), 1, height);
        return new((width - w) / 2, (height - h) / 2, w, h);
    }

    /// <summary>Where in the prepared image a picture of the given size lies.</summary>
    public static Rect Content(Size picture, FitMode fit, int width, int height) =>
        fit == FitMode.Pad ? Contain(picture, width, height) : new Rect(0, 0, width, height);

    /// <summary>How large a prepared picture is: as the options say, or with tiling the region of interest at their scale.</summary>
    public static Size Prepared(Size region, PreprocessingOptions options) => options.Tiling is { } tiling
        ? new(Math.Max(1, (int)Math.Round(region.Width * tiling.Scale)), Math.Max(1, (int)Math.Round(region.Height * tiling.Scale)))
        : new(options.Width, options.Height);

    /// <summary>The largest centred rectangle of the aspect width : height inside the picture.</summary>
    public static Rect Cover(Size picture, int width, int height) => Contain(new Size(width, height), picture.Width, picture.Height);
}
