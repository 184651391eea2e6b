using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Statistics of feature maps over their positions.</summary>
internal static class FeaturePooling
{
    /// <summary>Computes mean, standard deviation (of the population) and maximum of each channel.</summary>
    /// <param name="map">The map, [N,c,h,w].</param>
    /// <param name="stride">The side of its cells in pixels of the picture.</param>
    /// <param name="content">The part of each picture that counts, or null for all of it.</param>
    /// <returns>The means, the deviations and the maxima side by side, [N,3·c].</returns>
    public static Tensor Statistics(Tensor map, int stride, IReadOnlyList<PixelArea>? content)
    {
        using var scope = NewDisposeScope();

        // Picture by picture, so that sums are taken in the same order in any batch.
        var rows = new Tensor[map.shape[0]];
        for (var i = 0; i < rows.Length; i++)
        {
            using var inner = NewDisposeScope();
            var own = map[i];
            if (content is not null)
            {
                var cells = content[i].Cells(stride);
                own = own.narrow(1, cells.Y, cells.Height).narrow(2, cells.X, cells.Width);
            }

            var values = own.flatten(1).to(ScalarType.Float64);
            var mean = values.mean([1], keepdim: true);
            var deviation = values.sub(mean).square().mean([1]).sqrt();
            rows[i] = cat([mean.view(-1), deviation, values.amax([1])]).to(ScalarType.Float32).MoveToOuterDisposeScope();
        }

        return stack(rows).MoveToOuterDisposeScope();
    }
}
