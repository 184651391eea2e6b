using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Training;

/// <summary>Puts prepared images one behind the other, as training and scoring take them.</summary>
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
        var length = images.Preprocessing.CountBytes(images.Scale);
        if ((long)length * chosen.Count > Array.MaxLength)
        {
            throw new TrainingDataException(
                "training images",
                $"{chosen.Count} images of {length} bytes do not fit into memory at once; take fewer images or a smaller $.preprocessing.width and height.");
        }

        var pixels = new byte[length * chosen.Count];
        for (var i = 0; i < chosen.Count; i++)
        {
            chosen[i].Pixels.CopyTo(pixels, i * length);
        }

        return pixels;
    }
}
