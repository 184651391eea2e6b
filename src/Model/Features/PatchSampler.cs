using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Draws patches of pictures at every scale and normalises their contrast.</summary>
internal static class PatchSampler
{
    /// <summary>Draws patches.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="chosen">Which pictures to draw from.</param>
    /// <param name="options">The scales and the patch's size.</param>
    /// <param name="count">How many patches of each scale, shared out evenly.</param>
    /// <param name="work">Runs a step for each picture, one after the other or at once.</param>
    /// <returns>The patches of each scale, C·p·p values each: (x − mean) / √(variance + 0.02²).</returns>
    public static SampleRows[] Draw(
        FeaturePictures pictures, int[] chosen, DictionaryOptions options, int count, Action<int, Action<int>> work)
    {
        var patch = options.PatchSize;
        var each = (count + chosen.Length - 1) / chosen.Length;
        var drawn = new SampleRows[options.Scales.Count];
        for (var s = 0; s < drawn.Length; s++)
        {
            drawn[s] = new SampleRows(each * chosen.Length, pictures.Channels * patch * patch);
        }

        work(chosen.Length, i =>
        {
            using var scope = NewDisposeScope();
            var picture = pictures.ToTensor(chosen[i]);
            for (var s = 0; s < drawn.Length; s++)
            {
                var random = new KeyedRandom(options.Seed, i, s, RandomPurpose.Patches);
                DrawFrom(PatchLayer.Reduce(picture, options.Scales[s]), patch, random, drawn[s], i * each, each);
            }
        });
        return drawn;
    }

    private static void DrawFrom(Tensor picture, int patch, KeyedRandom random, SampleRows drawn, int first, int count)
    {
        var (height, width) = ((int)picture.shape[2], (int)picture.shape[3]);
        var pixels = MemoryMarshal.Cast<byte, float>(picture.contiguous().bytes);
        for (var n = first; n < first + count; n++)
        {
            var y = random.NextInt(height - patch + 1);
            var x = random.NextInt(width - patch + 1);
            Cut(pixels, height, width, y, x, patch, drawn[n]);
            Normalise(drawn[n]);
        }
    }

    private static void Cut(ReadOnlySpan<float> pixels, int height, int width, int y, int x, int patch, Span<float> target)
    {
        for (var row = 0; row < target.Length / patch; row++)
        {
            var (channel, down) = (row / patch, row % patch);
            pixels.Slice((((channel * height) + y + down) * width) + x, patch).CopyTo(target[(row * patch)..]);
        }
    }

    private static void Normalise(Span<float> patch)
    {
        var (sum, square) = (0.0, 0.0);
        foreach (var value in patch)
        {
            sum += value;
        }

        var mean = sum / patch.Length;
        foreach (var value in patch)
        {
            square += (value - mean) * (value - mean);
        }

        var factor = 1 / Math.Sqrt((square / patch.Length) + (PatchLayer.FlatDeviation * PatchLayer.FlatDeviation));
        foreach (ref var value in patch)
        {
            value = (float)((value - mean) * factor);
        }
    }
}
