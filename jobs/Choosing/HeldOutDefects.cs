using InspectFlow.Ingest;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Choosing;

/// <summary>Paints defects of the families that no training paints (<see cref="DefectFamilies.HeldOut"/>) on prepared images, padding left as it is.</summary>
internal sealed class HeldOutDefects
{
    private readonly int width;
    private readonly int height;
    private readonly bool haveTwoLevels;
    private readonly Dictionary<string, DefectPainter> painters;

    /// <summary>Makes a painter for images as a line prepares them.</summary>
    /// <param name="preprocessing">How they are prepared.</param>
    /// <param name="images">The images, from which it is seen whether they have two levels only.</param>
    public HeldOutDefects(PreprocessingOptions preprocessing, IEnumerable<PreparedImage> images)
    {
        (width, height) = (preprocessing.Width, preprocessing.Height);
        haveTwoLevels = PictureLevels.AreTwo(images.Select(i => new ReadOnlyMemory<byte>(i.Pixels)));
        painters = DefectFamilies.HeldOut.ToDictionary(f => f.Name, f => new DefectPainter([f], haveTwoLevels), StringComparer.Ordinal);
    }

    /// <summary>Gets the families' names.</summary>
    public IReadOnlyCollection<string> Families => painters.Keys;

    /// <inheritdoc cref="PaintDefect"/>
    public bool Paint(PreparedImage image, PreparedImage other, string family, KeyedRandom random)
    {
        var painted = painters[family].Paint(Cut(image), Cut(other), random);
        if (!painted.Mask.Values.Any(v => v > 0))
        {
            return false;
        }

        foreach (var (row, start) in Rows(image))
        {
            var source = painted.Picture.Row(row / image.Content.Height, row % image.Content.Height);
            for (var x = 0; x < source.Length; x++)
            {
                // Painted in two levels, a picture has lost the noise of its own, which would tell it from good ones anywhere.
                if (!haveTwoLevels || IsWhite(source[x]) != IsWhite(image.Pixels[start + x] / (float)byte.MaxValue))
                {
                    image.Pixels[start + x] = (byte)Math.Round(Math.Clamp(source[x], 0, 1) * byte.MaxValue);
                }
            }
        }

        return true;
    }

    private static bool IsWhite(float value) => value > 0.5f;

    private Picture Cut(PreparedImage image)
    {
        var content = image.Content;
        var pixels = new byte[Rows(image).Count() * content.Width];
        foreach (var (row, start) in Rows(image))
        {
            image.Pixels.AsSpan(start, content.Width).CopyTo(pixels.AsSpan(row * content.Width));
        }

        return Picture.FromPixels(pixels, pixels.Length / (content.Width * content.Height), content.Height, content.Width);
    }

    // The content's rows, channel after channel, and where in the pixels each begins.
    private IEnumerable<(int Row, int Start)> Rows(PreparedImage image)
    {
        var content = image.Content;
        for (var c = 0; c * width * height < image.Pixels.Length; c++)
        {
            for (var y = 0; y < content.Height; y++)
            {
                yield return ((c * content.Height) + y, (((c * height) + content.Y + y) * width) + content.X);
            }
        }
    }
}
