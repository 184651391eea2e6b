using InspectFlow.Model;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

/// <summary>What an encoder measures of pictures, one by one, as the product does.</summary>
internal static class PooledStatistics
{
    public static Tensor Of(FeatureEncoder encoder, Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var pictures = Enumerable.Range(0, (int)pixels.shape[0]).Select(i => pixels.narrow(0, i, 1));
        return stack(pictures.Select(p => encoder.Measure(p, FeatureView.CoarseStride).Statistics)).MoveToOuterDisposeScope();
    }
}
