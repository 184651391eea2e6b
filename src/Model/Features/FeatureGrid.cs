using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Brings feature maps of one picture to a common grid, and maps of nats from there to the picture's pixels.</summary>
internal static class FeatureGrid
{
    /// <summary>Puts the maps of a view side by side, one column of features for each place.</summary>
    /// <param name="maps">One picture's maps of all layers, [1,c,h,w].</param>
    /// <param name="view">The view.</param>
    /// <param name="height">H of the picture.</param>
    /// <param name="width">W of the picture.</param>
    /// <returns>[d,h·w] on the view's grid.</returns>
    public static Tensor Columns(IReadOnlyList<Tensor> maps, FeatureView view, int height, int width)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (height / view.Stride, width / view.Stride);
        var parts = view.Layers.Select(i => ToGrid(maps[i], rows, columns).view(-1, rows * columns)).ToArray();
        var joined = parts.Length == 1 ? parts[0] : cat(parts, 0);

        // softplus(x) = ln(e^x + e^0).
        return (view.IsLogit ? stack([joined, zeros_like(joined)]).logsumexp(0) : joined).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Enlarges a map bilinearly; values outside continue those at the border. Each value has the same weight in the sum of
    /// all pixels, so the sum grows by H·W / (h·w).
    /// </summary>
    /// <param name="map">The map, [h,w].</param>
    /// <param name="height">H, a multiple of h.</param>
    /// <param name="width">W, a multiple of w.</param>
    /// <returns>[H,W].</returns>
    public static Tensor Enlarge(Tensor map, int height, int width)
    {
        using var scope = NewDisposeScope();
        var across = Weights((int)map.shape[1], width, map);
        return Weights((int)map.shape[0], height, map).mm(map).mm(across.t()).MoveToOuterDisposeScope();
    }

    private static Tensor ToGrid(Tensor map, int rows, int columns)
    {
        var (h, w) = ((int)map.shape[2], (int)map.shape[3]);
        if (h > rows)
        {
            map = nn.functional.avg_pool2d(map, h / rows);
        }
        else if (h < rows)
        {
            var (down, across) = (rows / h, columns / w);
            map = map.unsqueeze(3).unsqueeze(5).expand(1, map.shape[1], h, down, w, across).reshape(1, map.shape[1], rows, columns);
        }

        return map.contiguous();
    }

    // Row i says of which of the few values the i-th of the many consists. Both have their middles at half steps.
    private static Tensor Weights(int few, int many, Tensor like)
    {
        var weights = new float[many * few];
        for (var i = 0; i < many; i++)
        {
            var at = Math.Clamp(((i + 0.5) * few / many) - 0.5, 0, few - 1);
            var low = (int)at;
            var high = Math.Min(low + 1, few - 1);
            weights[(i * few) + low] += (float)(1 - (at - low));
            weights[(i * few) + high] += (float)(at - low);
        }

        return tensor(weights).view(many, few).to(like.dtype).to(like.device);
    }
}
