using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// How one picture correlates with the atoms of a dictionary: r = s · a + b at every position, with the scale s of the
/// position. Each atom gives two features, max(0, r − t) and max(0, −r − t), so that both signs of a correlation count
/// by themselves (Coates, Lee and Ng, 2011).
/// </summary>
/// <param name="Products">a, the products with the atoms, float32 [1,K,h,w], channels-last.</param>
/// <param name="Scales">s, float32 [1,1,h,w].</param>
/// <param name="Bias">b, float32 [K].</param>
/// <param name="Threshold">t.</param>
internal sealed record ResponseMap(Tensor Products, Tensor Scales, Tensor Bias, float Threshold)
{
    /// <summary>Gets the number of features at a position, two for each atom.</summary>
    public int Features => 2 * (int)Products.shape[1];

    /// <summary>Gets h.</summary>
    public int Height => (int)Products.shape[2];

    /// <summary>Gets w.</summary>
    public int Width => (int)Products.shape[3];

    /// <summary>Computes the features with torch, on whatever device the responses are.</summary>
    /// <returns>The positive correlations, then the negative ones, [1,2·K,h,w].</returns>
    public Tensor ToFeatures()
    {
        using var scope = NewDisposeScope();
        var r = Products.mul(Scales).add(Bias.view(1, -1, 1, 1));
        return cat([r.sub(Threshold), r.neg().sub(Threshold)], 1).relu_().MoveToOuterDisposeScope();
    }
}
