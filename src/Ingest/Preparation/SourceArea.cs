using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Which part of a picture the prepared image shows, for drawing maps and marks over the picture.</summary>
public static class SourceArea
{
    /// <summary>Finds the part of a picture that fills the prepared image's content.</summary>
    /// <param name="options">How the picture was prepared.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <returns>The part, in pixels of the picture.</returns>
    public static ContentRectangle Of(PreprocessingOptions options, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(options);
        var region = options.Region is { } r ? new Rect(r.X, r.Y, r.Width, r.Height) : new Rect(0, 0, width, height);
        if (options.Fit == FitMode.Crop)
        {
            var cover = FitGeometry.Cover(region.Size, options.Width, options.Height);
            region = new Rect(region.X + cover.X, region.Y + cover.Y, cover.Width, cover.Height);
        }

        return new(region.X, region.Y, region.Width, region.Height);
    }
}
