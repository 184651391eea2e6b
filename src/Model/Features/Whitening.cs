using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Whitening: w = V(u − μ) with decorrelated values of about equal variance, in double precision. ZCA, V = E(Λ + ρ)^(−1/2)Eᵀ, keeps
/// values where they are in the patch; PCA, V = (Λ + ρ)^(−1/2)Eᵀ of the leading components, keeps few of them.
/// </summary>
internal static class Whitening
{
    // ρ relative to the mean variance: directions of noise alone are not made as loud as edges (Coates and Ng, 2012).
    private const double PatchRidge = 0.1;

    // Where all patches are flat there is no variance to go by; that of normalised patches is up to 1.
    private const double LeastPatchRidge = 1e-3;

    // ρ in units of the variance of one standardised feature.
    private const double ComponentRidge = 0.05;

    /// <summary>Computes ZCA.</summary>
    /// <param name="covariance">The covariance, float64 [d,d].</param>
    /// <returns>V, symmetric, float32 [d,d].</returns>
    public static Tensor Zca(Tensor covariance)
    {
        using var scope = NewDisposeScope();
        var (variances, directions) = linalg.eigh(covariance);
        var ridge = Math.Max(PatchRidge * variances.mean().item<double>(), LeastPatchRidge);
        var gains = variances.clamp(min: 0).add(ridge).pow(-0.5);
        return directions.mul(gains).matmul(directions.t()).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Computes PCA of features of very different strength, each standardised first.</summary>
    /// <param name="covariance">The covariance of the features, float64 [d,d].</param>
    /// <param name="deviation">What each feature is divided by, float64 [d].</param>
    /// <param name="components">How many components to keep.</param>
    /// <returns>V, the standardisation included, float32 [components,d].</returns>
    public static Tensor Pca(Tensor covariance, Tensor deviation, int components)
    {
        using var scope = NewDisposeScope();
        var inverse = deviation.pow(-1);
        var (variances, directions) = linalg.eigh(covariance.mul(inverse.view(-1, 1)).mul(inverse.view(1, -1)));
        var start = variances.numel() - components;
        var gains = variances.narrow(0, start, components).clamp(min: 0).add(ComponentRidge).pow(-0.5);
        return directions.narrow(1, start, components).mul(gains).t().mul(inverse)
            .to(ScalarType.Float32).contiguous().MoveToOuterDisposeScope();
    }
}
