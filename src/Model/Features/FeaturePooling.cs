using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Statistics of feature maps over their positions.</summary>
internal static class FeaturePooling
{
    /// <summary>Computes mean, standard deviation (of the population) and maximum of each channel.</summary>
    /// <param name="map">The map of one picture, [1,c,h,w].</param>
    /// <returns>The means, the deviations and the maxima one after the other, [3·c].</returns>
    public static Tensor Statistics(Tensor map)
    {
        using var scope = NewDisposeScope();
        var values = map[0].flatten(1).to(ScalarType.Float64);
        var mean = values.mean([1], keepdim: true);
        var deviation = values.sub(mean).square().mean([1]).sqrt();
        return cat([mean.view(-1), deviation, values.amax([1])]).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }
}
