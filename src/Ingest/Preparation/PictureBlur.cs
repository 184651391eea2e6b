namespace InspectFlow.Ingest;

/// <summary>
/// How blurred a prepared picture is: by how much its lens, its camera's filter and its compression spread a sharp edge. Pixels much finer than
/// that show nothing that fewer would not.
/// </summary>
public static class PictureBlur
{
    // Scenes with sharp edges differ with distance as Brownian paths do. Of such a path seen through a Gaussian blur of so many pixels (the
    // second values), second differences over two pixels have 2 to the power of the first times the mean square of
    // those over one: 4 D(d) − D(2 d) with D(d) = E|d + u| − E|u|, u normal with twice the blur's variance.
    private static readonly (double Slope, double Blur)[] Blurs =
    [
        (1.00, 0), (1.33, 0.2), (1.58, 0.3), (1.89, 0.4), (2.19, 0.5), (2.46, 0.6), (2.69, 0.7), (2.89, 0.8), (3.19, 1), (3.39, 1.2), (3.58, 1.5), (3.75, 2),
    ];

    /// <summary>Measures a picture as it would be prepared, its light and contrast left as they are.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="options">How it would be prepared.</param>
    /// <param name="decoder">Decodes it.</param>
    /// <returns>The standard deviation of the blur in prepared pixels; 0 for a picture that is sharp to the pixel or has nothing in it. What is blurred by
    /// more than three pixels is told as too little, since its finest differences are lost among 256 levels.</returns>
    /// <exception cref="ImageDecodeException">The file is no picture, or too large.</exception>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture.</exception>
    public static double Measure(ReadOnlySpan<byte> bytes, string path, PreprocessingOptions options, ImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(decoder);
        var plain = options.AsTaken(ColorMode.Gray);
        using var decoded = decoder.Decode(bytes, path, plain);
        using var preprocessor = new Preprocessor(plain);
        var pixels = new byte[plain.CountBytes()];
        var content = preprocessor.Prepare(decoded, pixels);
        return Of(pixels, plain.Width, content);
    }

    private static double Of(ReadOnlySpan<byte> pixels, int width, ContentRectangle content)
    {
        var (one, two, four) = (Differences(pixels, width, content, 1), Differences(pixels, width, content, 2), Differences(pixels, width, content, 4));

        // A camera's noise hides the blur between neighbours, where it is strongest.
        return Math.Max(Blur(one, two), 2 * Blur(two, four));
    }

    private static double Blur(double near, double far)
    {
        var slope = near > 0 && far > near ? Math.Log2(far / near) : 0;
        var above = Array.FindIndex(Blurs, b => b.Slope >= slope);
        if (above <= 0)
        {
            return above == 0 ? 0 : Blurs[^1].Blur;
        }

        var (low, high) = (Blurs[above - 1], Blurs[above]);
        return low.Blur + ((high.Blur - low.Blur) * (slope - low.Slope) / (high.Slope - low.Slope));
    }

    // The mean square of second differences over a distance along both sides.
    private static double Differences(ReadOnlySpan<byte> pixels, int width, ContentRectangle content, int distance)
    {
        long along = 0, down = 0;
        var (across, rows) = (content.Width - (2 * distance), content.Height - (2 * distance));
        for (var y = 0; y < content.Height; y++)
        {
            var row = pixels.Slice(((content.Y + y) * width) + content.X, content.Width);
            for (var x = 0; x < across; x++)
            {
                var difference = row[x] - (2 * row[x + distance]) + row[x + (2 * distance)];
                along += difference * difference;
            }

            if (y < rows)
            {
                var middle = pixels.Slice(((content.Y + y + distance) * width) + content.X, content.Width);
                var last = pixels.Slice(((content.Y + y + (2 * distance)) * width) + content.X, content.Width);
                for (var x = 0; x < row.Length; x++)
                {
                    var difference = row[x] - (2 * middle[x]) + last[x];
                    down += difference * difference;
                }
            }
        }

        return (along / Math.Max(1.0, (double)across * content.Height)) + (down / Math.Max(1.0, (double)rows * content.Width));
    }
}
