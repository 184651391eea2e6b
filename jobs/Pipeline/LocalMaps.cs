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
    public static LocalMap Of(float[] map, PreparedItem item, PreprocessingOptions preprocessing) => new()
    {
        Values = map,
        Width = item.Tiles?.Width ?? preprocessing.Width,
        Height = item.Tiles?.Height ?? preprocessing.Height,
        Content = ToRect(item.Content),
        SourceRegion = ToRect(SourceArea.Of(preprocessing, item.Width, item.Height)),
    };

    /// <summary>Makes the map of a tiled picture, which has no padding, small enough to keep.</summary>
    public static LocalMap Reduce(LocalMap map)
    {
        var (values, width) = MapReduction.Max(map.Values, map.Width, MostPixels);
        var height = values.Length / width;
        return map with { Values = values, Width = width, Height = height, Content = new Rect(0, 0, width, height) };
    }

    private static Rect ToRect(ContentRectangle r) => new(r.X, r.Y, r.Width, r.Height);
}
