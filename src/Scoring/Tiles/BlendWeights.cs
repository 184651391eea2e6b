namespace InspectFlow.Scoring;

/// <summary>How much each of a row of overlapping tiles counts at every place along one side of a picture.</summary>
internal static class BlendWeights
{
    /// <summary>
    /// Gives each tile's weights over its own pixels: 1 where it is alone, a straight ramp over an overlap, 0 outside the picture.
    /// At every place of the picture the weights of all tiles add up to 1.
    /// </summary>
    /// <param name="offsets">Where the tiles begin, ascending; together they cover the side.</param>
    /// <param name="tile">A tile's length.</param>
    /// <param name="length">The picture's length.</param>
    public static float[][] Of(IReadOnlyList<int> offsets, int tile, int length)
    {
        var weights = new double[offsets.Count][];
        var total = new double[length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = new double[tile];
            var left = i == 0 ? 0 : offsets[i - 1] + tile - offsets[i];
            var right = i == weights.Length - 1 ? 0 : offsets[i] + tile - offsets[i + 1];
            for (var at = Math.Max(0, -offsets[i]); at < Math.Min(tile, length - offsets[i]); at++)
            {
                weights[i][at] = Math.Min(1, Math.Min((at + 1.0) / (left + 1), (tile - at) / (right + 1.0)));
                total[offsets[i] + at] += weights[i][at];
            }
        }

        // Two ramps over one overlap add up to 1 already; where three tiles overlap they do not.
        return [.. weights.Select((tileWeights, i) => tileWeights.Select(
            (w, at) => w == 0 ? 0 : (float)(w / total[offsets[i] + at])).ToArray())];
    }
}
