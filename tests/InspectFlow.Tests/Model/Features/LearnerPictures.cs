using InspectFlow.Model;

namespace InspectFlow.Tests.Model.Features;

/// <summary>Seeded pictures for encoders to learn from.</summary>
internal static class LearnerPictures
{
    public static FeaturePictures Of(int count, int channels, int height, int width, long seed = 4) => new(
        Enumerable.Range(0, count)
            .SelectMany(i => TensorSamples.Picture(new KeyedRandom(seed, i), channels, height, width)).ToArray(),
        channels,
        height,
        width);

    public static FeaturePictures From(int count, int height, int width, Func<int, int, int, byte> value)
    {
        var pixels = new byte[count * height * width];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = value(i / (height * width), i / width % height, i % width);
        }

        return new FeaturePictures(pixels, 1, height, width);
    }
}
