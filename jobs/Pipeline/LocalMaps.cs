using InspectFlow.Ingest;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>Puts a scorer's map where it belongs in its source picture.</summary>
internal static class LocalMaps
{
    // Four times the pixels of an evidence picture, and 4 MB a map.
    private const int MostPixels = 1_000_000;

    /// <summary>Gives the map of an image with its place.</summary>
    public static LocalMap Of(float[] map, PreparedItem item, PreprocessingOptions preprocessing)
    {
        var prepared = new LocalMap
        {
            Values = map,
            Width = item.Tiles?.Width ?? preprocessing.Width,
            Height = item.Tiles?.Height ?? preprocessing.Height,
            Content = ToRect(item.Content),
            SourceRegion = ToRect(SourceArea.Of(preprocessing, item.Width, item.Height)),
        };
        return item.Pose is { } pose && preprocessing.Alignment is { } box ? TurnBack(prepared, pose, box, item.Width, item.Height) : prepared;
    }

    /// <summary>Makes the map of a tiled picture, which has no padding, small enough to keep.</summary>
    public static LocalMap Reduce(LocalMap map)
    {
        var (values, width) = MapReduction.Max(map.Values, map.Width, MostPixels);
        var height = values.Length / width;
        return map with { Values = values, Width = width, Height = height, Content = new Rect(0, 0, width, height) };
    }

    // The part lies upright in the map, and anyhow in the picture. Beyond what was looked at the map has its lowest value.
    private static LocalMap TurnBack(LocalMap upright, PartPose pose, AlignmentOptions box, int width, int height)
    {
        var content = upright.Content;
        var shrinking = Math.Min(
            Math.Min(1, (double)content.Width / box.Width),
            Math.Sqrt(MostPixels / ((double)width * height)));
        var size = new Size(Math.Max(1, (int)(width * shrinking)), Math.Max(1, (int)(height * shrinking)));
        using var values = Mat.FromPixelData(upright.Height, upright.Width, MatType.CV_32FC1, upright.Values);
        using var part = new Mat(values, content);
        using var matrix = pose.FromPart(content.Width, content.Height, box, (double)size.Width / width, (double)size.Height / height);
        using var turned = new Mat();
        Cv2.WarpAffine(part, turned, matrix, size, borderValue: Scalar.All(upright.Values.Min()));
        turned.GetArray(out float[] whole);
        return new()
        {
            Values = whole,
            Width = size.Width,
            Height = size.Height,
            Content = new Rect(0, 0, size.Width, size.Height),
            SourceRegion = new Rect(0, 0, width, height),
        };
    }

    private static Rect ToRect(ContentRectangle r) => new(r.X, r.Y, r.Width, r.Height);
}
