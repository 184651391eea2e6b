using System.Security.Cryptography;

namespace InspectFlow.Model;

/// <summary>The good pictures that an encoder learns from, and what all of them have in common.</summary>
public sealed class LearningPictures
{
    // A picture of less than half the usual deviation is taken for plain, and so is one of less than five levels.
    private const double PlainShare = 0.5;
    private const double LeastDeviation = 0.02;

    private readonly IReadOnlyList<ReadOnlyMemory<byte>> pixels;
    private readonly (double Mean, double Deviation)[] exposures;

    /// <summary>Initializes a new instance of the <see cref="LearningPictures"/> class.</summary>
    /// <param name="pixels">The prepared pictures, each planar C·H·W bytes; at least one. They are not copied.</param>
    /// <param name="channels">C, 1 or 3.</param>
    /// <param name="height">H, a multiple of 32.</param>
    /// <param name="width">W, a multiple of 32.</param>
    /// <exception cref="ArgumentException">There is none, or a size does not fit.</exception>
    public LearningPictures(IReadOnlyList<ReadOnlyMemory<byte>> pixels, int channels, int height, int width)
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
        HaveTwoLevels = PictureLevels.AreTwo(pixels);
        exposures = [.. pixels.SelectMany(p => Enumerable.Range(0, channels).Select(c => Moments(p.Span.Slice(c * height * width, height * width))))];
        LeastDeviations = [.. Enumerable.Range(0, channels).Select(Least)];
    }

    /// <summary>Gets the channels.</summary>
    public int Channels { get; }

    /// <summary>Gets the rows.</summary>
    public int Height { get; }

    /// <summary>Gets the columns.</summary>
    public int Width { get; }

    /// <summary>Gets the number of pictures.</summary>
    public int Count => pixels.Count;

    /// <summary>Gets whether the pictures are black and white alone, so that painted ones have to be as well.</summary>
    public bool HaveTwoLevels { get; }

    /// <summary>Gets below what deviation a channel is taken for plain, values 0 to 1.</summary>
    public IReadOnlyList<double> LeastDeviations { get; }

    /// <summary>Gives one channel of a picture.</summary>
    /// <param name="picture">The picture, from 0.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>Its pixels, row by row.</returns>
    public ReadOnlySpan<byte> Plane(int picture, int channel) =>
        pixels[picture].Span.Slice(channel * Height * Width, Height * Width);

    /// <summary>Gives what a picture's channel is standardised by.</summary>
    /// <param name="picture">The picture, from 0.</param>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>Its mean, and its deviation or the least one, values 0 to 1.</returns>
    public (double Mean, double Deviation) Exposure(int picture, int channel)
    {
        var (mean, deviation) = exposures[(picture * Channels) + channel];
        return (mean, Math.Max(deviation, LeastDeviations[channel]));
    }

    /// <summary>Hashes all pixels.</summary>
    /// <returns>SHA-256.</returns>
    internal byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var picture in pixels)
        {
            hash.AppendData(picture.Span);
        }

        return hash.GetHashAndReset();
    }

    private double Least(int channel)
    {
        var deviations = Enumerable.Range(0, Count).Select(i => exposures[(i * Channels) + channel].Deviation);
        return Math.Max(LeastDeviation, PlainShare * deviations.Average());
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<byte> plane)
    {
        long first = 0, second = 0;
        foreach (var pixel in plane)
        {
            first += pixel;
            second += pixel * pixel;
        }

        var mean = first / (double)plane.Length;
        return (mean / 255, Math.Sqrt(Math.Max(0, (second / (double)plane.Length) - (mean * mean))) / 255);
    }
}
