using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Uniform noise that turns 8-bit levels into continuous values (Theis, van den Oord and Bethge, 2016). It follows from
/// the seed, the image's key and the number of the draw alone, never from the image's batch-mates.
/// </summary>
/// <remarks>
/// A draw is (k + 0.5) / 2^15 with k uniform over 15 bits: level plus noise then fits the 24 bits of a float32, so no
/// rounding can carry a value into the next level's bin.
/// </remarks>
public static class DequantisationNoise
{
    private const long Purpose = 0x44_65_71_75_61_6E_74;

    /// <summary>Draws the noise of a batch.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="imageKeys">One key per image that identifies it, for example its index in the training set.</param>
    /// <param name="architecture">Gives the shape of an image.</param>
    /// <param name="draw">Which draw for these images, for example the training step. The default is 0.</param>
    /// <returns>Noise in (0, 1), [N,C,H,W] float32 on the CPU.</returns>
    public static Tensor Draw(
        long seed, ReadOnlySpan<long> imageKeys, FlowArchitecture architecture, long draw = 0)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var size = architecture.Dimensions;
        var values = new float[imageKeys.Length * size];
        for (var i = 0; i < imageKeys.Length; i++)
        {
            Fill(new KeyedRandom(seed, imageKeys[i], draw, Purpose), values.AsSpan(i * size, size));
        }

        return tensor(values, [imageKeys.Length, architecture.Channels, architecture.Height, architecture.Width]);
    }

    private static void Fill(KeyedRandom random, Span<float> values)
    {
        var bits = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            // 64 random bits serve four draws; the lowest of each sixteen stays unused.
            bits = i % 4 == 0 ? random.NextUInt64() : bits >> 16;
            values[i] = (((bits & 0xFFFF) >> 1) + 0.5f) / 32768f;
        }
    }
}
