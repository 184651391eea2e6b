using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Training;

/// <summary>Puts prepared images, or the tiles drawn from them, one behind the other, as training and scoring take them.</summary>
internal static class PixelArrays
{
    /// <summary>Joins the images of a split's side, in the side's order.</summary>
    public static byte[] Join(PreparedImageSet images, IReadOnlyCollection<SplitEntry> side)
    {
        var byPath = images.Images.ToDictionary(i => i.RelativePath, StringComparer.Ordinal);
        return Join([.. side.Select(e => byPath.GetValueOrDefault(e.RelativePath) ?? throw Missing(e.RelativePath, images))], images);
    }

    /// <summary>Joins the images with the given paths, in the set's order.</summary>
    public static byte[] Join(PreparedImageSet images, IReadOnlySet<string> paths) =>
        Join([.. images.Images.Where(i => paths.Contains(i.RelativePath))], images);

    // It was there when the images were divided, minutes ago.
    private static TrainingDataException Missing(string path, PreparedImageSet images)
    {
        var unused = images.Unused.FirstOrDefault(u => string.Equals(u.File.RelativePath, path, StringComparison.Ordinal));
        return new(
            "training images",
            $"{unused?.File.Path ?? path} {(unused is null ? "is gone" : $"cannot be read any more ({unused.Reason})")}; put it back and run the same command again.");
    }

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
