using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Square roots of pooled statistics, mirrored for negative ones. Activations are sparse and not negative, and like counts they spread
/// more the larger they are; their roots spread evenly, so that a Gaussian suits them. With the change of density taken in, the *select*
/// images were likelier than without on every line tried. The density is of the roots: a picture's own change of density would say how
/// textured it is and not how odd.
/// </summary>
internal static class SquareRoots
{
    // Below this a value is as good as nothing.
    private const double Epsilon = 1e-4;

    private static readonly double RootOfEpsilon = Math.Sqrt(Epsilon);

    /// <summary>Takes them: sign(x) (√(|x| + ε) − √ε).</summary>
    /// <param name="x">The values.</param>
    /// <returns>The roots.</returns>
    public static Tensor Of(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Root(x.clamp(min: 0)).sub(Root(x.neg().clamp(min: 0))).MoveToOuterDisposeScope();
    }

    private static Tensor Root(Tensor x) => x.add(Epsilon).sqrt().sub(RootOfEpsilon);
}
