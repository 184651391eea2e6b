using static TorchSharp.torch;

namespace InspectFlow.Model.Families;

/// <summary>
/// Adds up what the positions of each resolution contribute to the log-density, and spreads it in the end over the
/// pixels that a position covers, evenly, so that the sum stays.
/// </summary>
internal sealed class LogDensityMap
{
    private readonly SortedDictionary<(long Height, long Width), Tensor> sums = [];

    /// <summary>Adds a contribution.</summary>
    /// <param name="contribution">Nats per position, [N,h,w] or [1,1,1].</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    public void Add(Tensor contribution, long height, long width) =>
        sums[(height, width)] = sums.TryGetValue((height, width), out var sum) ? sum.add(contribution) : contribution;

    /// <summary>The contributions of all resolutions per pixel.</summary>
    /// <param name="count">N.</param>
    /// <param name="height">H, the height of the image.</param>
    /// <param name="width">W, the width of the image.</param>
    /// <returns>Nats per pixel, [N,H,W].</returns>
    public Tensor ToPixels(long count, long height, long width)
    {
        using var scope = NewDisposeScope();
        Tensor? total = null;

        // From the coarsest to the finest, so that each value is spread over the next resolution's few positions.
        foreach (var ((h, w), sum) in sums)
        {
            total = total is null ? sum.expand(count, h, w) : Spread(total, h, w).add(sum);
        }

        return Spread(total!, height, width).MoveToOuterDisposeScope();
    }

    private static Tensor Spread(Tensor map, long height, long width)
    {
        var (n, h, w) = (map.shape[0], map.shape[1], map.shape[2]);
        var (rows, columns) = (height / h, width / w);
        return rows * columns == 1
            ? map
            : map.mul(1.0 / (rows * columns)).view(n, h, 1, w, 1).expand(n, h, rows, w, columns)
                .reshape(n, height, width);
    }
}
