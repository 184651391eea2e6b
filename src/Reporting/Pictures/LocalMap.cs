using InspectFlow.Scoring;
using OpenCvSharp;

namespace InspectFlow.Reporting.Pictures;

/// <summary>A model's local map of one image, and where in the source picture it lies.</summary>
public sealed record LocalMap
{
    /// <summary>Gets what is unusual where, nats per pixel or deviations from good parts, [<see cref="Height"/> × <see cref="Width"/>], rows from the top.</summary>
    public required float[] Values { get; init; }

    /// <summary>Gets the map's width.</summary>
    public required int Width { get; init; }

    /// <summary>Gets the map's height.</summary>
    public required int Height { get; init; }

    /// <summary>Gets the part of the map that is not padding, in map pixels.</summary>
    public required Rect Content { get; init; }

    /// <summary>Gets the part of the source picture that <see cref="Content"/> shows, in source pixels.</summary>
    public required Rect SourceRegion { get; init; }

    /// <summary>Finds where the map is highest, padding left out. A value that is not a number counts as highest.</summary>
    /// <param name="sourceWidth">The source picture's width in pixels.</param>
    /// <param name="sourceHeight">The source picture's height in pixels.</param>
    /// <returns>The centre of the highest map pixel, as fractions of the source's width and height.</returns>
    public (double X, double Y) FindPeak(int sourceWidth, int sourceHeight)
    {
        var (column, row, best) = (Content.X, Content.Y, double.NegativeInfinity);
        for (var y = Content.Y; y < Content.Y + Content.Height; y++)
        {
            for (var x = Content.X; x < Content.X + Content.Width; x++)
            {
                var value = Values[(y * Width) + x];
                var rank = float.IsNaN(value) ? double.PositiveInfinity : value;
                if (rank > best)
                {
                    (column, row, best) = (x, y, rank);
                }
            }
        }

        return (
            (SourceRegion.X + ((column - Content.X + 0.5) / Content.Width * SourceRegion.Width)) / sourceWidth,
            (SourceRegion.Y + ((row - Content.Y + 0.5) / Content.Height * SourceRegion.Height)) / sourceHeight);
    }

    /// <summary>Brings the map to the source picture's own pixels, bilinearly, as the picture was brought to the map's.</summary>
    /// <param name="sourceWidth">The source picture's width in pixels.</param>
    /// <param name="sourceHeight">The source picture's height in pixels.</param>
    /// <returns>A value for every pixel, row by row; −∞ outside <see cref="SourceRegion"/>, where nothing looked.</returns>
    public float[] ToPicture(int sourceWidth, int sourceHeight) =>
        MapEnlargement.ToPicture(Values, Width, ToArea(Content), ToArea(SourceRegion), sourceWidth, sourceHeight);

    private static MapArea ToArea(Rect r) => new(r.X, r.Y, r.Width, r.Height);

    /// <summary>Throws when the parts do not fit each other.</summary>
    internal static void Check(LocalMap map)
    {
        var content = map.Content;
        if (map.Values.Length != map.Width * map.Height ||
            content.Width <= 0 || content.Height <= 0 || content.X < 0 || content.Y < 0 ||
            content.X + content.Width > map.Width || content.Y + content.Height > map.Height ||
            map.SourceRegion.Width <= 0 || map.SourceRegion.Height <= 0)
        {
            throw new ArgumentException(
                $"A map of {map.Values.Length} values can't be {map.Width} × {map.Height} with content {content} showing {map.SourceRegion}.",
                nameof(map));
        }
    }
}
