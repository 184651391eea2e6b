using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// An invertible layer that takes the square root of each value, mirrored for negative ones: sign(x) (√(|x| + ε) − √ε). It makes the
/// spread of sparse, non-negative features independent of their size (as the square root does for counts), so that a Gaussian suits them;
/// the *select* images were likelier with it on every line tried.
/// </summary>
internal static class SquareRootLayer
{
    // Below this a value is as good as nothing, and the layer is linear there.
    private const double Epsilon = 1e-4;

    private static readonly double RootOfEpsilon = Math.Sqrt(Epsilon);

    /// <summary>Maps values and tells how the layer changes their density.</summary>
    /// <param name="x">The values, [d,M].</param>
    /// <returns>The mapped values and log |det ∂y/∂x| of each column, in nats, [M].</returns>
    public static (Tensor Value, Tensor LogDet) Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (above, below) = Sides(x);
        var value = above.add(Epsilon).sqrt().sub(below.add(Epsilon).sqrt());
        var logDet = above.add(below).add(Epsilon).log().sum([0]).mul(-0.5).sub(x.shape[0] * Math.Log(2));
        return (value.MoveToOuterDisposeScope(), logDet.MoveToOuterDisposeScope());
    }

    /// <summary>Maps values back.</summary>
    /// <param name="y">The mapped values.</param>
    /// <returns>The values.</returns>
    public static Tensor Inverse(Tensor y)
    {
        using var scope = NewDisposeScope();
        var (above, below) = Sides(y);
        return above.add(RootOfEpsilon).square().sub(below.add(RootOfEpsilon).square()).MoveToOuterDisposeScope();
    }

    private static (Tensor Above, Tensor Below) Sides(Tensor x) => (x.clamp(min: 0), x.neg().clamp(min: 0));
}
