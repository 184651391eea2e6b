namespace InspectFlow.Model;

/// <summary>What the flow says of one image. A function of the image's pixels and the model alone.</summary>
/// <param name="Nll">
/// Negative log-likelihood in nats, at the middle of each level's bin, with the dequantisation constant D ln 256.
/// Higher is more anomalous.
/// </param>
/// <param name="BitsPerDim">Nll / (D ln 2).</param>
/// <param name="LastScaleNll">
/// −log p(z) of the coarsest scale's latents, in nats: how odd the image's coarse structure is, with no log-det and no
/// constant in it.
/// </param>
/// <param name="Map">
/// What is odd where, H·W values row by row: the share of each pixel in Nll, in nats, which sums to Nll; of a flow over features with
/// a convolutional flow each view's nats in that view's spread. Null when no maps were asked for.
/// </param>
/// <param name="LatentDistance">The Euclidean distance of the latents to the fitting images' mean.</param>
/// <param name="Pc1">
/// The place along the first principal component of the fitting images' latents, in standard deviations of theirs.
/// </param>
/// <param name="Pc2">The place along the second.</param>
public sealed record ImageScore(
    double Nll,
    double BitsPerDim,
    double LastScaleNll,
    float[]? Map,
    double LatentDistance,
    double Pc1,
    double Pc2)
{
    /// <summary>
    /// Gets the exact negative log-likelihood of what reaches the last scale, under that scale alone, in nats: LastScaleNll less log |det|
    /// of the scale's own layers; LastScaleNll itself for a family whose layers don't divide into scales.
    /// </summary>
    public required double LastScale { get; init; }
}
