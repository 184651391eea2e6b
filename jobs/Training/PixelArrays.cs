using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Training;

/// <summary>Puts prepared images, or the tiles drawn from them, one behind the other, as training and scoring take them.</summary>
internal static class PixelArrays
{
    /// <summary>Joins the images of a split's side, in the side's order.</summary>
    public static byte[] Join(PreparedImageSet images, IReadOnlyCollection<SplitEntry> side)
    {
        var byPath = images.Images.ToDictionary(i => i.RelativePath, StringComparer.Ordinal);
        return Join([.. side.Select(e => byPath[e.RelativePath])], images);
    }

    /// <summary>Joins the images with the given paths, in the set's order.</summary>
    public static byte[] Join(PreparedImageSet images, IReadOnlySet<string> paths) =>
        Join([.. images.Images.Where(i => paths.Contains(i.RelativePath))], images);

    private static byte[] Join(IReadOnlyList<PreparedImage> chosen, PreparedImageSet images)
    {
        var length = chosen.Sum(i => (long)i.Pixels.Length);
        if (length > Array.MaxLength)
        {
            var remedy = images.Preprocessing.Tiling is null
                ? "take fewer images or a smaller $.preprocessing.width and height"
                : "take fewer images or a smaller $.preprocessing.tiling.trainingTiles";
            throw new TrainingDataException(
                "training images", $"{chosen.Count} images of {length} bytes altogether do not fit into memory at once; {remedy}.");
        }

        var pixels = new byte[length];
        var at = 0;
        foreach (var image in chosen)
        {
            image.Pixels.CopyTo(pixels, at);
            at += image.Pixels.Length;
        }

        return pixels;
    }
}
