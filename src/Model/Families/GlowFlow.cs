using InspectFlow.Model.Layers;

namespace InspectFlow.Model.Families;

/// <summary>
/// Glow (Kingma and Dhariwal, 2018; figure 2b): per scale a squeeze, steps of actnorm, invertible 1 × 1 convolution and
/// coupling, and a split. Last scale: a standard normal prior, without the learned one of the published code.
/// </summary>
public sealed class GlowFlow : MultiScaleFlow
{
    /// <summary>Initializes a new instance of the <see cref="GlowFlow"/> class.</summary>
    /// <param name="architecture">The shape of the flow.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public GlowFlow(FlowArchitecture architecture, long seed)
        : base(architecture, checkedArchitecture => Build(checkedArchitecture, new KeyedRandom(seed)))
    {
    }

    private static IEnumerable<Scale> Build(FlowArchitecture architecture, KeyedRandom random)
    {
        var channels = architecture.Channels;
        for (var level = 1; level <= architecture.Levels; level++)
        {
            channels *= 4;
            List<FlowLayer> layers = [new Squeeze()];
            for (var step = 0; step < architecture.StepsPerLevel; step++)
            {
                layers.Add(BuildStep(architecture, channels, random));
            }

            var last = level == architecture.Levels;
            yield return new Scale(layers, last ? null : new Split(channels, architecture.LogScaleBound));
            channels /= 2;
        }
    }

    private static GlowStep BuildStep(FlowArchitecture architecture, int channels, KeyedRandom random)
    {
        var affine = string.Equals(architecture.Coupling, FlowArchitecture.Affine, StringComparison.Ordinal);
        var mix = new InvertibleConv1x1(channels, random);
        var net = new ConvSubnet(
            channels / 2, architecture.HiddenChannels, affine ? channels : channels / 2, random);
        FlowLayer coupling = affine ? new AffineCoupling(net, architecture.LogScaleBound) : new AdditiveCoupling(net);
        return new GlowStep(new ActNorm(channels), mix, coupling);
    }
}
