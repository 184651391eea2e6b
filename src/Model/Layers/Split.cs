using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Gives the second half of the channels away as latents (RealNVP, section 3.6) under a normal prior whose mean and
/// log-deviation a convolution over the first half says, 0 at the start (Glow's published code).
/// </summary>
public sealed class Split : nn.Module
{
    private readonly ZeroConvolution prior;
    private readonly double bound;

    /// <summary>Initializes a new instance of the <see cref="Split"/> class.</summary>
    /// <param name="channels">C, the channels of the input, even.</param>
    /// <param name="bound">The bound of the prior's log-deviation.</param>
    public Split(int channels, double bound)
        : base(nameof(Split))
    {
        prior = new ZeroConvolution(channels / 2, channels, 3);
        this.bound = bound;
        RegisterComponents();
    }

    /// <summary>Splits.</summary>
    /// <param name="x">The input, [N,C,h,w].</param>
    /// <param name="withMap">Whether the log-prior is wanted per position too.</param>
    /// <returns>Both halves and the log-prior.</returns>
    public SplitOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var halves = x.chunk(2, 1);
        var (mean, logDeviation) = Prior(halves[0]);
        var latent = halves[1].sub(mean).mul(logDeviation.neg().exp());
        var (perImage, map) = StandardNormal.LogDensity(latent, withMap);
        if (map is not null)
        {
            map = map.sub(logDeviation.sum([1]));
            perImage = map.sum([1, 2]);
        }
        else
        {
            perImage = perImage.sub(logDeviation.sum([1, 2, 3]));
        }

        return new SplitOutput(
            halves[0].MoveToOuterDisposeScope(),
            latent.MoveToOuterDisposeScope(),
            perImage.MoveToOuterDisposeScope(),
            map?.MoveToOuterDisposeScope());
    }

    /// <summary>Joins what <see cref="Forward"/> split.</summary>
    /// <param name="kept">What went on, [N,C/2,h,w].</param>
    /// <param name="latent">The standardised latent, [N,C/2,h,w].</param>
    /// <returns>The input, [N,C,h,w].</returns>
    public Tensor Inverse(Tensor kept, Tensor latent)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(latent);
        using var scope = NewDisposeScope();
        var (mean, logDeviation) = Prior(kept);
        return MemoryLayout.Join(kept, addcmul(mean, latent, logDeviation.exp(), 1)).MoveToOuterDisposeScope();
    }

    private (Tensor Mean, Tensor LogDeviation) Prior(Tensor kept)
    {
        var parts = MemoryLayout.ChannelMajor(prior.Forward(MemoryLayout.ChannelsLast(kept))).chunk(2, 1);
        return (parts[0], BoundedLogScale.Of(parts[1], bound));
    }
}
