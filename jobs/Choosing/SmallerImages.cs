using InspectFlow.Ingest;
using OpenCvSharp;

namespace InspectFlow.Jobs.Choosing;

/// <summary>
/// Makes of images prepared at one size those that a model of a smaller size takes. Good ones and painted ones come about in the same way,
/// so that nothing but the defect tells them apart.
/// </summary>
/// <param name="from">How the images are prepared.</param>
/// <param name="like">The same images as the model takes them, which say where in them the picture is.</param>
internal sealed class SmallerImages(PreprocessingOptions from, PreparedImageSet like)
{
    private readonly Dictionary<string, PreparedImage> byPath = like.Images.ToDictionary(i => i.RelativePath, StringComparer.Ordinal);

    /// <summary>Makes one of them; padding is left as it is.</summary>
    /// <param name="image">The image as it was prepared, painted on or not.</param>
    public PreparedImage Of(PreparedImage image)
    {
        var target = byPath[image.RelativePath];
        byte[] pixels = [.. target.Pixels];
        var channels = pixels.Length / (like.Preprocessing.Width * like.Preprocessing.Height);
        using var source = Rows(image.Pixels, channels, from);
        using var result = Rows(pixels, channels, like.Preprocessing);
        for (var c = 0; c < channels; c++)
        {
            using var part = new Mat(source, In(image.Content, c, from));
            using var place = new Mat(result, In(target.Content, c, like.Preprocessing));
            Cv2.Resize(part, place, place.Size(), interpolation: InterpolationFlags.Area);
        }

        return result.GetArray(out byte[] shown) ? target with { Pixels = shown } : throw new InvalidOperationException("OpenCV gave no pixels back.");
    }

    // The channels lie one below the other.
    private static Mat Rows(byte[] pixels, int channels, PreprocessingOptions size) =>
        Mat.FromPixelData(channels * size.Height, size.Width, MatType.CV_8UC1, pixels);

    private static Rect In(ContentRectangle content, int channel, PreprocessingOptions size) =>
        new(content.X, (channel * size.Height) + content.Y, content.Width, content.Height);
}
