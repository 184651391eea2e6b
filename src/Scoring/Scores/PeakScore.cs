using System.Buffers;

namespace InspectFlow.Scoring;

/// <summary>
/// The mean of the largest values of a local NLL map: a small defect that leaves the image's total almost as it was
/// still raises a few pixels far above the rest.
/// </summary>
public static class PeakScore
{
    /// <summary>The share of the content's pixels that counts, in percent, unless told otherwise.</summary>
    public const double DefaultPercent = 1.0;

    /// <summary>Computes the score over a whole map.</summary>
    /// <param name="map">The local NLL, in nats per pixel, any shape.</param>
    /// <param name="percent">The share of the pixels that counts, in percent, above 0 and at most 100.</param>
    /// <returns>The mean of the largest values, in nats per pixel; NaN when a value is NaN.</returns>
    public static double Of(ReadOnlySpan<float> map, double percent = DefaultPercent) =>
        Of(map, map.Length, 0, 0, map.Length, 1, percent);

    /// <summary>Computes the score over the content of a map, its padding left out.</summary>
    /// <param name="map">The local NLL, in nats per pixel, [H, W].</param>
    /// <param name="mapWidth">W, in pixels.</param>
    /// <param name="x">The content's left edge, in pixels.</param>
    /// <param name="y">The content's upper edge, in pixels.</param>
    /// <param name="width">The content's width, in pixels.</param>
    /// <param name="height">The content's height, in pixels.</param>
    /// <param name="percent">The share of the content's pixels that counts, in percent, above 0 and at most 100; at least one pixel counts.</param>
    /// <returns>The mean of the largest values, in nats per pixel; NaN when a value of the content is NaN.</returns>
    public static double Of(
        ReadOnlySpan<float> map, int mapWidth, int x, int y, int width, int height, double percent = DefaultPercent) =>
        OfRising(static value => value, map, mapWidth, new(x, y, width, height), percent);

    /// <summary>
    /// Computes the score of the map that a function makes of this one. Where the function never falls, the largest values stay the
    /// largest, so only they go through it.
    /// </summary>
    /// <param name="rising">The function; never falls.</param>
    /// <param name="map">The map, row by row.</param>
    /// <param name="mapWidth">Its width, in pixels.</param>
    /// <param name="content">The part of it that is no padding.</param>
    /// <param name="percent">The share of the content's pixels that counts, in percent, above 0 and at most 100; at least one pixel counts.</param>
    /// <returns>The mean of the function's largest values; NaN when a value of the content is NaN.</returns>
    public static double OfRising(
        Func<double, double> rising, ReadOnlySpan<float> map, int mapWidth, MapArea content, double percent = DefaultPercent)
    {
        ArgumentNullException.ThrowIfNull(rising);
        if (!(percent > 0 && percent <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "The share lies above 0 and is at most 100 percent.");
        }

        var (x, y, width, height) = content;
        if (x < 0 || y < 0 || width < 1 || height < 1 || x + width > mapWidth || (y + height) * (long)mapWidth > map.Length)
        {
            throw new ArgumentException(
                $"The content {width}×{height} at ({x}, {y}) does not lie in a map of {map.Length} pixels, {mapWidth} wide.", nameof(map));
        }

        var area = width * height;
        var counted = Math.Max(1, (int)Math.Round(area * percent / 100));
        var scratch = ArrayPool<float>.Shared.Rent(area);
        try
        {
            for (var row = 0; row < height; row++)
            {
                map.Slice(((y + row) * mapWidth) + x, width).CopyTo(scratch.AsSpan(row * width));
            }

            return MeanOfLargest(scratch.AsSpan(0, area), counted, rising);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }

    private static double MeanOfLargest(Span<float> values, int count, Func<double, double> rising)
    {
        foreach (var value in values)
        {
            if (float.IsNaN(value))
            {
                return double.NaN;
            }
        }

        var threshold = SelectLargest(values, count);
        double sum = 0;
        var above = 0;
        foreach (var value in values)
        {
            if (value > threshold)
            {
                sum += rising(value);
                above++;
            }
        }

        return (sum + (rising(threshold) * (count - above))) / count;
    }

    // Quickselect with a three-way partition, so that a flat map (all values tied) takes one pass, not a square of them.
    private static float SelectLargest(Span<float> values, int rank)
    {
        while (true)
        {
            var pivot = MedianOfThree(values[0], values[values.Length / 2], values[^1]);
            var larger = 0;
            var next = 0;
            var smaller = values.Length;
            while (next < smaller)
            {
                var value = values[next];
                if (value > pivot)
                {
                    values[next++] = values[larger];
                    values[larger++] = value;
                }
                else if (value < pivot)
                {
                    values[next] = values[--smaller];
                    values[smaller] = value;
                }
                else
                {
                    next++;
                }
            }

            if (rank <= larger)
            {
                values = values[..larger];
            }
            else if (rank <= smaller)
            {
                return pivot;
            }
            else
            {
                rank -= smaller;
                values = values[smaller..];
            }
        }
    }

    private static float MedianOfThree(float a, float b, float c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
