using InspectFlow.Model.Layers;

namespace InspectFlow.Model.Families;

/// <summary>
/// RealNVP (Dinh, Sohl-Dickstein and Bengio, 2016; section 3.6): logit preprocessing; per scale couplings under
/// alternating checkerboard masks, a squeeze, couplings under alternating channel masks and a split; in the last scale
/// only checkerboard couplings, one more than in the others.
/// </summary>
/// <remarks>
/// Where it differs from the paper: an actnorm after each coupling in place of batch normalization, so that a score
/// does not depend on the image's batch-mates; log-scales bounded by b · tanh(raw / b); the latents that a scale gives
/// away have a conditional prior, which starts as the paper's standard normal; the channel masks alternate by swapping
/// the halves; all scales have the same number of hidden channels.
/// </remarks>
public sealed class RealNvpFlow : MultiScaleFlow
{
    /// <summary>Initializes a new instance of the <see cref="RealNvpFlow"/> class.</summary>
    /// <param name="architecture">The shape of the flow.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public RealNvpFlow(FlowArchitecture architecture, long seed)
        : base(architecture, checkedArchitecture => Build(checkedArchitecture, new KeyedRandom(seed)))
    {
    }

    private static IEnumerable<Scale> Build(FlowArchitecture architecture, KeyedRandom random)
    {
        var (channels, height, width) = (architecture.Channels, architecture.Height, architecture.Width);
        var couplings = architecture.StepsPerLevel;
        for (var level = 1; level <= architecture.Levels; level++)
        {
            var last = level == architecture.Levels;
            List<FlowLayer> layers = level == 1 ? [new Logit(architecture.LogitAlpha)] : [];
            for (var i = 0; i < (last ? couplings + 1 : couplings); i++)
            {
                layers.Add(BuildCheckerboard(architecture, channels, height, width, i % 2, random));
                layers.Add(new ActNorm(channels));
            }

            if (last)
            {
                yield return new Scale(layers, split: null);
                yield break;
            }

            (channels, height, width) = (channels * 4, height / 2, width / 2);
            layers.Add(new Squeeze());
            for (var i = 0; i < couplings; i++)
            {
                layers.Add(BuildChannelwise(architecture, channels, random));
                layers.Add(Permutation.SwapHalves(channels));
                layers.Add(new ActNorm(channels));
            }

            yield return new Scale(layers, new Split(channels, architecture.LogScaleBound));
            channels /= 2;
        }
    }

    private static CheckerboardCoupling BuildCheckerboard(
        FlowArchitecture architecture, int channels, int height, int width, int parity, KeyedRandom random) => new(
        BuildNet(architecture, channels, IsAffine(architecture) ? 2 * channels : channels, random),
        height,
        width,
        parity,
        IsAffine(architecture) ? architecture.LogScaleBound : null);

    private static FlowLayer BuildChannelwise(FlowArchitecture architecture, int channels, KeyedRandom random) =>
        IsAffine(architecture)
            ? new AffineCoupling(BuildNet(architecture, channels / 2, channels, random), architecture.LogScaleBound)
            : new AdditiveCoupling(BuildNet(architecture, channels / 2, channels / 2, random));

    private static ResidualSubnet BuildNet(FlowArchitecture architecture, int inputs, int outputs, KeyedRandom random) =>
        new(inputs, architecture.HiddenChannels, outputs, architecture.ResidualBlocks, random);

    private static bool IsAffine(FlowArchitecture architecture) =>
        string.Equals(architecture.Coupling, FlowArchitecture.Affine, StringComparison.Ordinal);
}
