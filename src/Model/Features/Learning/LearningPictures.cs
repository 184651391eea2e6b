namespace InspectFlow.Model;

/// <summary>The good pictures that an encoder learns from, and what all of them have in common.</summary>
public sealed class LearningPictures
{
    // Enough pictures for means, deviations and levels.
    private const int MostLookedAt = 200;

    private readonly IReadOnlyList<byte[]> pixels;

    /// <summary>Initializes a new instance of the <see cref="LearningPictures"/> class.</summary>
    /// <param name="pixels">The prepared pictures, each planar C·H·W bytes; at least one. They are not copied.</param>
    /// <param name="channels">C, 1 or 3.</param>
    /// <param name="height">H, a multiple of 32.</param>
    /// <param name="width">W, a multiple of 32.</param>
    /// <exception cref="ArgumentException">There is none, or a size does not fit.</exception>
    public LearningPictures(IReadOnlyList<byte[]> pixels, int channels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Count == 0 || pixels.Any(p => p.Length != channels * height * width) ||
            height % FeatureEncoder.SizeMultiple != 0 || width % FeatureEncoder.SizeMultiple != 0)
        {
            throw new ArgumentException(
                $"At least one picture of {channels} × {height} × {width} bytes is needed, height and width multiples of " +
                $"{FeatureEncoder.SizeMultiple}; {pixels.Count} were given.",
                nameof(pixels));
        }

        this.pixels = pixels;
        (Channels, Height, Width) = (channels, height, width);
        var step = ((pixels.Count - 1) / MostLookedAt) + 1;
        var some = Enumerable.Range(0, pixels.Count).Where(i => i % step == 0).Select(i => pixels[i]).ToList();
        HaveTwoLevels = some.All(p => PictureLevels.AreTwo(p));
        (Means, Deviations) = Moments(some);
    }

    /// <summary>Gets the channels.</summary>
    public int Channels { get; }

    /// <summary>Gets the rows.</summary>
    public int Height { get; }

    /// <summary>Gets the columns.</summary>
    public int Width { get; }

    /// <summary>Gets the number of pictures.</summary>
    public int Count => pixels.Count;

    /// <summary>Gets whether each picture is black and white alone, so that painted ones have to be as well.</summary>
    public bool HaveTwoLevels { get; }

    /// <summary>Gets each channel's mean, values 0 to 1.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Gets each channel's standard deviation over all pictures, values 0 to 1.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>Gives one channel of a picture.</summary>
    /// <param name="picture">The picture, from 0.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>Its pixels, row by row.</returns>
    public ReadOnlySpan<byte> Plane(int picture, int channel) =>
        pixels[picture].AsSpan(channel * Height * Width, Height * Width);

    private (double[] Means, double[] Deviations) Moments(List<byte[]> some)
    {
        var (means, deviations) = (new double[Channels], new double[Channels]);
        var area = Height * Width;
        for (var c = 0; c < Channels; c++)
        {
            long first = 0, second = 0;
            foreach (var picture in some)
            {
                foreach (var pixel in picture.AsSpan(c * area, area))
                {
                    first += pixel;
                    second += pixel * pixel;
                }
            }

            var count = (double)area * some.Count;
            var mean = first / count;
            means[c] = mean / 255;
            deviations[c] = Math.Sqrt(Math.Max(0, (second / count) - (mean * mean))) / 255;
        }

        return (means, deviations);
    }
}
