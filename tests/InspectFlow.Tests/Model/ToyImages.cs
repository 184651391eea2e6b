using InspectFlow.Model;

namespace InspectFlow.Tests.Model;

/// <summary>Small flows and images: slanted stripes of varying phase under a little noise.</summary>
internal static class ToyImages
{
    public static FlowArchitecture Architecture { get; } =
        new() { Channels = 1, Height = 8, Width = 8, Levels = 2, StepsPerLevel = 2, HiddenChannels = 8 };

    public static byte[] Stripes(int count, FlowArchitecture architecture, int oversampling = 1, long seed = 1)
    {
        var (height, width) = (architecture.Height * oversampling, architecture.Width * oversampling);
        var pixels = new byte[count * architecture.Channels * height * width];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var random = new KeyedRandom(seed, i);
            var phase = random.NextDouble(0, 1);
            for (var c = 0; c < architecture.Channels; c++)
            {
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        var wave = Math.Sin(((x + (0.5 * y)) / (2.0 * oversampling)) + phase);
                        pixels[at++] = (byte)Math.Clamp(128 + (60 * wave) + (6 * random.NextGaussian()), 0, 255);
                    }
                }
            }
        }

        return pixels;
    }

    public static TrainingImages Training(FlowArchitecture architecture, int fit = 48, int select = 16, int oversampling = 1) =>
        new(
            architecture,
            Stripes(fit, architecture, oversampling),
            oversampling,
            [.. Enumerable.Range(0, fit)],
            Stripes(select, architecture, seed: 2));
}
