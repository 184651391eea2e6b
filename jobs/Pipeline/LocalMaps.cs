using InspectFlow.Ingest;
using InspectFlow.Reporting.Pictures;
using OpenCvSharp;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>Puts a scorer's map where it belongs in its source picture.</summary>
internal static class LocalMaps
{
    /// <summary>Gives the map of an image with its place.</summary>
    public static LocalMap Of(float[] map, PreparedItem item, PreprocessingOptions preprocessing) => new()
    {
        Values = map,
        Width = preprocessing.Width,
        Height = preprocessing.Height,
        Content = ToRect(item.Content),
        SourceRegion = ToRect(SourceArea.Of(preprocessing, item.Width, item.Height)),
    };

    private static Rect ToRect(ContentRectangle r) => new(r.X, r.Y, r.Width, r.Height);
}
