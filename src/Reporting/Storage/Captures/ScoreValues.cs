using InspectFlow.Scoring;

namespace InspectFlow.Reporting.Storage;

/// <summary>
/// The raw scores of one image, never clamped nor rescaled. Null stands for a score that the model does not have, or
/// that is not a number. Higher means more anomalous for those by which a line can decide (<see cref="ScoreNames"/>).
/// </summary>
public record ScoreValues
{
    /// <summary>Gets the negative log-likelihood in nats per image.</summary>
    public double? Nll { get; init; }

    /// <summary>Gets the negative log-likelihood in bits per input dimension.</summary>
    public double? BitsPerDim { get; init; }

    /// <summary>Gets −log p of the last scale's latents, in nats.</summary>
    public double? LastScaleNll { get; init; }

    /// <summary>Gets the mean of the largest values of the local map, in nats per pixel or, for <c>feature</c> with <c>mapFlow</c>, spreads of good pictures' peaks.</summary>
    public double? Peak { get; init; }

    /// <summary>Gets the distance of the nll from its expectation, in spreads on that side.</summary>
    public double? Typicality { get; init; }

    /// <summary>Gets the nll less the image's code length, in nats.</summary>
    public double? Complexity { get; init; }

    /// <summary>Gets the mean of the map's largest departures from what good parts have at the same place, in deviations.</summary>
    public double? LocalTypicality { get; init; }

    /// <summary>Gets the distance of the latent point from the mean of the training set's.</summary>
    public double? LatentDistance { get; init; }

    /// <summary>Gets the latent point's first principal component.</summary>
    public double? Pc1 { get; init; }

    /// <summary>Gets the latent point's second principal component.</summary>
    public double? Pc2 { get; init; }

    /// <summary>Gets where the map peaks, as a fraction of the source picture's width from its left edge.</summary>
    public double? PeakX { get; init; }

    /// <summary>Gets where the map peaks, as a fraction of the source picture's height from its top edge.</summary>
    public double? PeakY { get; init; }

    /// <summary>Gets the number of tiles that the picture was looked at in; null on a line without tiling.</summary>
    public int? Tiles { get; init; }

    /// <summary>Gets the negative log-likelihood of what reaches the last scale, under that scale alone, in nats.</summary>
    public double? LastScale { get; init; }

    /// <summary>Gets the whole and the local view joined, in spreads of good images; null without a local map and on a line with tiling.</summary>
    public double? Joint { get; init; }

    /// <summary>Looks up a score by which a line can decide.</summary>
    /// <param name="score">One of <see cref="ScoreNames"/>.</param>
    /// <returns>The value, or null when the image has none.</returns>
    /// <exception cref="ArgumentException">There is no such score.</exception>
    public double? Value(string score) => score switch
    {
        ScoreNames.Nll => Nll,
        ScoreNames.Peak => Peak,
        ScoreNames.Typicality => Typicality,
        ScoreNames.Complexity => Complexity,
        ScoreNames.LocalTypicality => LocalTypicality,
        ScoreNames.LastScale => LastScale,
        ScoreNames.Joint => Joint,
        _ => throw new ArgumentException($"'{score}' is none of {string.Join(", ", ScoreNames.All)}.", nameof(score)),
    };
}
