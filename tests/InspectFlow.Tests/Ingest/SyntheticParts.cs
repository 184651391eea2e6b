using InspectFlow.Ingest;

namespace InspectFlow.Tests.Ingest;

/// <summary>Fingerprints of parts that were never photographed: what they share, what is their own, light and noise.</summary>
internal sealed class SyntheticParts(long seed)
{
    private const int Side = 48;

    private readonly KeyedRandom random = new(seed);

    /// <summary>Gets or sets the contrast of what all parts have in common; 0 for parts that lie anyhow.</summary>
    public double Common { get; init; } = 40;

    /// <summary>Gets or sets the contrast of what is a part's own.</summary>
    public double Own { get; init; } = 10;

    /// <summary>Gets or sets the deviation of each cell from photograph to photograph.</summary>
    public double Noise { get; init; } = 1;

    /// <summary>Gets or sets the strength of planar lighting, different in every photograph.</summary>
    public double Light { get; init; } = 5;

    public List<PreparedImage> Photograph(int parts, int times, bool mirrored = false)
    {
        var common = Pattern(Common);
        var images = new List<PreparedImage>();
        for (var part = 0; part < parts; part++)
        {
            var own = Pattern(Own);
            for (var time = 0; time < times; time++)
            {
                images.Add(Photograph(part, time, common.Zip(own, (c, o) => c + o).ToArray(), mirrored && time % 2 == 1));
            }
        }

        return images;
    }

    private PreparedImage Photograph(int part, int time, float[] scene, bool mirrored)
    {
        var (gain, offset) = (random.NextDouble(0.6, 1.5), 20 * random.NextGaussian());
        var (lightX, lightY) = (Light * random.NextGaussian() / Side, Light * random.NextGaussian() / Side);
        var fingerprint = new float[Side * Side];
        for (var i = 0; i < fingerprint.Length; i++)
        {
            var (x, y) = (i % Side, i / Side);
            var at = mirrored ? (y * Side) + Side - 1 - x : i;
            fingerprint[i] = (float)((gain * (scene[at] + (lightX * x) + (lightY * y))) + offset + (Noise * random.NextGaussian()));
        }

        return new($"{part:0000}/{time:00}.png", $"{part:000000}{time:000000}", [], fingerprint, 300 + (time % 3), 200, default);
    }

    /// <summary>Soft blobs at random, with the mean 0 and the contrast asked for.</summary>
    private float[] Pattern(double contrast)
    {
        var pattern = new double[Side * Side];
        for (var blob = 0; blob < 40; blob++)
        {
            var (x, y, width, height) = (random.NextDouble(0, Side), random.NextDouble(0, Side), random.NextDouble(1.5, 5), random.NextGaussian());
            for (var i = 0; i < pattern.Length; i++)
            {
                var squared = Math.Pow((i % Side) - x, 2) + Math.Pow((i / Side) - y, 2);
                pattern[i] += height * Math.Exp(-squared / (2 * width * width));
            }
        }

        var mean = pattern.Average();
        var deviation = Math.Sqrt(pattern.Average(p => (p - mean) * (p - mean)));
        return Array.ConvertAll(pattern, p => (float)((p - mean) / deviation * contrast));
    }
}
