using System.Numerics;
using System.Runtime.InteropServices;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A channel matrix applied on the processor: y = W · x + b at every position, channel-major, each value summed in the
/// same order wherever it stands. A BLAS sums in an order that depends on the column, so that an image's score would
/// change in its last digits with its place in the batch.
/// </summary>
internal static class ChannelMixer
{
    /// <summary>Mixes.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="x">The input, C rows.</param>
    /// <param name="weight">W, C rows of C.</param>
    /// <param name="bias">b, C values, or none.</param>
    /// <param name="y">The output, C rows.</param>
    public static void Apply<T>(ReadOnlySpan<byte> x, ReadOnlySpan<byte> weight, ReadOnlySpan<byte> bias, Span<byte> y)
        where T : unmanaged, INumber<T>
    {
        var w = MemoryMarshal.Cast<byte, T>(weight);
        var b = MemoryMarshal.Cast<byte, T>(bias);
        var input = MemoryMarshal.Cast<byte, T>(x);
        var output = MemoryMarshal.Cast<byte, T>(y);
        var channels = (int)Math.Sqrt(w.Length);
        var positions = input.Length / channels;
        for (var i = 0; i < channels; i++)
        {
            var row = w.Slice(i * channels, channels);
            Combine(input, row, b.IsEmpty ? T.Zero : b[i], output.Slice(i * positions, positions));
        }
    }

    // One output channel: a weighted sum of all rows, two vectors of positions at a time.
    private static void Combine<T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> weights, T bias, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        var (positions, width) = (result.Length, Vector<T>.Count);
        var at = 0;
        for (; at <= positions - (2 * width); at += 2 * width)
        {
            var (left, right) = (new Vector<T>(bias), new Vector<T>(bias));
            for (var j = 0; j < weights.Length; j++)
            {
                var source = rows.Slice((j * positions) + at, 2 * width);
                var weight = new Vector<T>(weights[j]);
                left += weight * new Vector<T>(source);
                right += weight * new Vector<T>(source[width..]);
            }

            left.CopyTo(result[at..]);
            right.CopyTo(result[(at + width)..]);
        }

        for (; at < positions; at++)
        {
            var sum = bias;
            for (var j = 0; j < weights.Length; j++)
            {
                sum += weights[j] * rows[(j * positions) + at];
            }

            result[at] = sum;
        }
    }
}
