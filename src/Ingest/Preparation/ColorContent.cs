using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>How much the colours of a picture differ from place to place: what a gray picture of it would lose.</summary>
public static class ColorContent
{
    // Fine enough for a part's colours, coarse enough to average a camera's noise away.
    private const int Side = 48;

    /// <summary>Measures a picture.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="options">The region of interest, and of 16-bit pictures the levels that become black and white.</param>
    /// <param name="decoder">Decodes it.</param>
    /// <returns>
    /// The larger of the deviations of red less green and of blue less green over the region, as a share of the range of values; 0 for a gray
    /// picture, also where its file has three channels or the light has a tint.
    /// </returns>
    /// <exception cref="ImageDecodeException">The file is no picture, or too large.</exception>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture.</exception>
    public static double Measure(ReadOnlySpan<byte> bytes, string path, PreprocessingOptions options, ImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(decoder);
        var plain = options.AsTaken(ColorMode.Rgb);
        using var decoded = decoder.Decode(bytes, path, plain);
        if (decoded.Pixels.Channels() == 1)
        {
            return 0;
        }

        using var preprocessor = new Preprocessor(plain);
        var planes = preprocessor.Grid(decoded, ColorMode.Rgb, Side);
        var range = decoded.Pixels.Depth() == MatType.CV_8U ? byte.MaxValue : options.WhiteLevel - options.BlackLevel;
        return Math.Max(Deviation(planes[0], planes[1]), Deviation(planes[2], planes[1])) / range;
    }

    private static double Deviation(float[] values, float[] less)
    {
        var differences = values.Zip(less, (a, b) => (double)a - b).ToArray();
        var mean = differences.Average();
        return Math.Sqrt(differences.Average(d => (d - mean) * (d - mean)));
    }
}
