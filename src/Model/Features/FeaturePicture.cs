using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>The features of one picture.</summary>
/// <param name="Maps">The maps of all encoders' layers, [1,c,h,w].</param>
/// <param name="Statistics">Their statistics over the picture, [d]: of each layer means, deviations and maxima.</param>
internal sealed record FeaturePicture(IReadOnlyList<Tensor> Maps, Tensor Statistics)
{
    /// <summary>Measures a picture by several encoders, one after the other.</summary>
    /// <param name="encoders">The encoders.</param>
    /// <param name="x">One picture, [1,C,H,W] in [−0.5, 0.5].</param>
    /// <returns>The features, of the type of <paramref name="x"/>.</returns>
    public static FeaturePicture Of(IEnumerable<FeatureEncoder> encoders, Tensor x)
    {
        using var scope = NewDisposeScope();
        var pixels = x.add(0.5).to(ScalarType.Float32);
        var parts = encoders.Select(e => e.Measure(pixels, FeatureView.CoarseStride)).ToList();
        return new(
            [.. parts.SelectMany(p => p.Maps).Select(m => m.to(x.dtype).MoveToOuterDisposeScope())],
            cat([.. parts.Select(p => p.Statistics)]).to(x.dtype).MoveToOuterDisposeScope());
    }
}
