using System.Numerics;
using System.Runtime.InteropServices;

namespace InspectFlow.Model;

/// <summary>
/// Gathers mean, standard deviation and maximum of each channel, a few positions at a time. Sums are of differences from
/// the first value seen, so that a constant channel has the deviation 0, and go on in double precision.
/// </summary>
internal sealed class ChannelStatistics
{
    private readonly float[] first;
    private readonly float[] largest;
    private readonly double[] sum;
    private readonly double[] square;
    private long count;

    /// <summary>Initializes a new instance of the <see cref="ChannelStatistics"/> class, empty.</summary>
    /// <param name="channels">The number of channels, a multiple of the processor's vector width.</param>
    public ChannelStatistics(int channels)
    {
        (first, largest) = (new float[channels], new float[channels]);
        (sum, square) = (new double[channels], new double[channels]);
    }

    /// <summary>Adds positions.</summary>
    /// <param name="values">Their channels, position after position.</param>
    public void Add(ReadOnlySpan<float> values)
    {
        if (count == 0)
        {
            values[..first.Length].CopyTo(first);
            values[..first.Length].CopyTo(largest);
        }

        count += values.Length / first.Length;
        var rows = MemoryMarshal.Cast<float, Vector<float>>(values);
        var origin = MemoryMarshal.Cast<float, Vector<float>>(first.AsSpan());
        var top = MemoryMarshal.Cast<float, Vector<float>>(largest.AsSpan());
        var sums = MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan());
        var squares = MemoryMarshal.Cast<double, Vector<double>>(square.AsSpan());
        for (var c = 0; c < origin.Length; c++)
        {
            var (s, q, most) = (Vector<float>.Zero, Vector<float>.Zero, top[c]);
            for (var at = c; at < rows.Length; at += origin.Length)
            {
                var difference = rows[at] - origin[c];
                s += difference;
                q += difference * difference;
                most = Vector.MaxNative(most, rows[at]);
            }

            top[c] = most;
            Widen(s, sums, 2 * c);
            Widen(q, squares, 2 * c);
        }
    }

    /// <summary>Writes the statistics of what was added.</summary>
    /// <param name="pooled">Gets the means, then the deviations (of the population), then the maxima.</param>
    public void CopyTo(Span<float> pooled)
    {
        var channels = first.Length;
        for (var c = 0; c < channels; c++)
        {
            var mean = sum[c] / count;
            pooled[c] = (float)(first[c] + mean);
            pooled[channels + c] = (float)Math.Sqrt(Math.Max(0, (square[c] / count) - (mean * mean)));
            pooled[(2 * channels) + c] = largest[c];
        }
    }

    private static void Widen(Vector<float> added, Span<Vector<double>> totals, int at)
    {
        Vector.Widen(added, out var low, out var high);
        totals[at] += low;
        totals[at + 1] += high;
    }
}
