using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>The log-density of standard normal latents.</summary>
internal static class StandardNormal
{
    private static readonly double HalfLogTwoPi = Math.Log(2 * Math.PI) / 2;

    /// <summary>log N(z; 0, 1), summed over each image and, where asked for, over each position.</summary>
    /// <param name="z">The latents, [N,C,h,w].</param>
    /// <param name="withMap">Whether it is wanted per position too.</param>
    /// <returns>Nats per image, [N], and per position, [N,h,w], or null.</returns>
    public static (Tensor PerImage, Tensor? Map) LogDensity(Tensor z, bool withMap)
    {
        using var scope = NewDisposeScope();
        var square = z.square();
        if (!withMap)
        {
            var count = z.shape[1] * z.shape[2] * z.shape[3];
            return (square.sum([1, 2, 3]).mul(-0.5).sub(count * HalfLogTwoPi).MoveToOuterDisposeScope(), null);
        }

        var map = square.sum([1]).mul(-0.5).sub(z.shape[1] * HalfLogTwoPi);
        return (map.sum([1, 2]).MoveToOuterDisposeScope(), map.MoveToOuterDisposeScope());
    }
}
