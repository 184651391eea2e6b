using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Reads a <see cref="ResponseMap"/> on a processor once, block by block, and makes of each block what is wanted while
/// it is in the core's nearest cache: the features themselves, their statistics, their mean over the block. With torch
/// each of these would be a pass of its own through memory over a map many times the picture's size.
/// </summary>
internal readonly ref struct ResponseReader
{
    private readonly ReadOnlySpan<float> products;
    private readonly ReadOnlySpan<float> scales;
    private readonly ReadOnlySpan<float> bias;
    private readonly float threshold;
    private readonly int height;
    private readonly int width;
    private readonly int features;

    /// <summary>Initializes a new instance of the <see cref="ResponseReader"/> struct.</summary>
    /// <param name="map">The responses of one picture, on the processor. They must outlive the reader.</param>
    public ResponseReader(ResponseMap map)
    {
        products = Values(map.Products.permute(0, 2, 3, 1).contiguous());
        scales = Values(map.Scales.contiguous());
        bias = Values(map.Bias);
        (threshold, height, width, features) = (map.Threshold, map.Height, map.Width, map.Features);
    }

    /// <summary>Reads the map.</summary>
    /// <param name="block">The side of a block in positions; divides h and w.</param>
    /// <param name="means">
    /// Where each block's mean goes: block i's at <paramref name="meanStep"/> · i. May be empty.
    /// </param>
    /// <param name="meanStep">The distance of the means of neighbouring blocks.</param>
    /// <param name="map">Where the features go, h × w × 2·K. May be empty.</param>
    /// <param name="statistics">Gathers the features, or null.</param>
    public void Read(int block, Span<float> means, int meanStep, Span<float> map, ChannelStatistics? statistics)
    {
        var tile = new float[block * block * features];
        for (var i = 0; i < height / block * (width / block); i++)
        {
            var (top, left) = (i / (width / block) * block, i % (width / block) * block);
            Fill(tile, block, top, left, map);
            if (!means.IsEmpty)
            {
                Average(tile, means.Slice(i * meanStep, features));
            }

            statistics?.Add(tile);
        }
    }

    private static ReadOnlySpan<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private void Fill(Span<float> tile, int block, int top, int left, Span<float> map)
    {
        for (var i = 0; i < block * block; i++)
        {
            var position = ((top + (i / block)) * width) + left + (i % block);
            var made = tile.Slice(i * features, features);
            Split(position, made);
            if (!map.IsEmpty)
            {
                made.CopyTo(map[(position * features)..]);
            }
        }
    }

    private void Split(int position, Span<float> made)
    {
        var atoms = features / 2;
        var a = MemoryMarshal.Cast<float, Vector<float>>(products.Slice(position * atoms, atoms));
        var b = MemoryMarshal.Cast<float, Vector<float>>(bias);
        var positive = MemoryMarshal.Cast<float, Vector<float>>(made[..atoms]);
        var negative = MemoryMarshal.Cast<float, Vector<float>>(made[atoms..]);
        var (scale, t) = (new Vector<float>(scales[position]), new Vector<float>(threshold));
        for (var i = 0; i < a.Length; i++)
        {
            var r = (a[i] * scale) + b[i];
            positive[i] = Vector.MaxNative(r - t, Vector<float>.Zero);
            negative[i] = Vector.MaxNative(-r - t, Vector<float>.Zero);
        }
    }

    private void Average(ReadOnlySpan<float> tile, Span<float> mean)
    {
        var rows = MemoryMarshal.Cast<float, Vector<float>>(tile);
        var step = features / Vector<float>.Count;
        var result = MemoryMarshal.Cast<float, Vector<float>>(mean);
        var share = new Vector<float>((float)features / tile.Length);
        for (var c = 0; c < step; c++)
        {
            var sum = rows[c];
            for (var at = c + step; at < rows.Length; at += step)
            {
                sum += rows[at];
            }

            result[c] = sum * share;
        }
    }
}
