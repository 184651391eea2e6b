using System.Numerics;

namespace InspectFlow.Model.Defects;

/// <summary>Gaussian blur, separable, the picture mirrored at its border.</summary>
internal static class Blur
{
    // Beyond so many deviations 0.3 % of the weight is left.
    private const double Reach = 3;

    /// <summary>Blurs a copy.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="sigma">The deviation in pixels, above 0.</param>
    /// <returns>The blurred picture.</returns>
    public static Picture Gaussian(Picture picture, double sigma)
    {
        var weights = Weights(sigma);
        var across = new Picture(picture.Channels, picture.Height, picture.Width);
        var result = new Picture(picture.Channels, picture.Height, picture.Width);
        var padded = new float[picture.Width + (2 * (weights.Length - 1))];
        for (var c = 0; c < picture.Channels; c++)
        {
            for (var y = 0; y < picture.Height; y++)
            {
                Pad(picture.Row(c, y), padded, weights.Length - 1);
                Along(padded, across.Row(c, y), weights);
            }

            for (var y = 0; y < picture.Height; y++)
            {
                Down(across, c, y, result.Row(c, y), weights);
            }
        }

        return result;
    }

    /// <summary>Mirrors an index at 0 and at <paramref name="length"/> − 1, as often as it takes.</summary>
    public static int Mirror(int index, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        var period = 2 * (length - 1);
        index = Math.Abs(index) % period;
        return index < length ? index : period - index;
    }

    // The middle weight, then those of the neighbours at distance 1, 2, …
    private static float[] Weights(double sigma)
    {
        var weights = new float[Math.Max(1, (int)Math.Ceiling(Reach * sigma)) + 1];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)Math.Exp(-0.5 * i * i / (sigma * sigma));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] / sum);
        }

        return weights;
    }

    private static void Pad(ReadOnlySpan<float> row, Span<float> padded, int margin)
    {
        row.CopyTo(padded[margin..]);
        for (var i = 1; i <= margin; i++)
        {
            padded[margin - i] = row[Mirror(-i, row.Length)];
            padded[margin + row.Length - 1 + i] = row[Mirror(row.Length - 1 + i, row.Length)];
        }
    }

    private static void Along(ReadOnlySpan<float> padded, Span<float> result, ReadOnlySpan<float> weights)
    {
        var margin = weights.Length - 1;
        var x = 0;
        for (; x <= result.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var sum = new Vector<float>(padded[(x + margin)..]) * weights[0];
            for (var i = 1; i < weights.Length; i++)
            {
                sum += (new Vector<float>(padded[(x + margin - i)..]) + new Vector<float>(padded[(x + margin + i)..])) * weights[i];
            }

            sum.CopyTo(result[x..]);
        }

        for (; x < result.Length; x++)
        {
            var sum = padded[x + margin] * weights[0];
            for (var i = 1; i < weights.Length; i++)
            {
                sum += (padded[x + margin - i] + padded[x + margin + i]) * weights[i];
            }

            result[x] = sum;
        }
    }

    private static void Down(Picture picture, int channel, int row, Span<float> result, ReadOnlySpan<float> weights)
    {
        Planes.Scale(picture.Row(channel, row), weights[0], result);
        for (var i = 1; i < weights.Length; i++)
        {
            var above = picture.Row(channel, Mirror(row - i, picture.Height));
            var below = picture.Row(channel, Mirror(row + i, picture.Height));
            Planes.AddSum(result, above, below, weights[i]);
        }
    }
}
