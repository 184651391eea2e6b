using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace InspectFlow.Model;

/// <summary>
/// The dictionary of one scale: correlations of the picture's contrast-normalised, whitened patches with atoms.
/// </summary>
/// <remarks>
/// The patch x becomes u = (x − mean) / √(variance + 0.02²), then w = V(u − μ) (whitening), and the correlation with the
/// atom d is r = dᵀw. With the filter f = Vd, whose mean is taken out, r = f · x / √(variance + 0.02²) − f · μ: one
/// convolution, then a scale for each position and a bias for each atom.
/// </remarks>
internal sealed class PatchLayer : nn.Module
{
    /// <summary>The deviation, in units of the pixels' range, below which a patch counts as flat.</summary>
    public const double FlatDeviation = 0.02;

    private readonly int scale;
    private readonly int patch;
    private readonly float threshold;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor filters;
    private Tensor bias;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="PatchLayer"/> class that responds to nothing yet.</summary>
    /// <param name="options">The encoder's options.</param>
    /// <param name="scale">By how much the picture is reduced.</param>
    /// <param name="channels">The picture's channels.</param>
    public PatchLayer(DictionaryOptions options, int scale, int channels)
        : base(nameof(PatchLayer))
    {
        this.scale = scale;
        patch = options.PatchSize;
        threshold = (float)options.Threshold;
        filters = zeros([options.Atoms, channels, patch, patch]);
        bias = zeros(options.Atoms);
        Layer = new FeatureLayer($"scale{scale}", 2 * options.Atoms, Math.Max(2, scale));
        RegisterComponents();
    }

    /// <summary>Gets what the layer gives.</summary>
    public FeatureLayer Layer { get; }

    /// <summary>Reduces a picture to a scale.</summary>
    /// <param name="picture">The picture, [1,C,H,W].</param>
    /// <param name="scale">By how much, 1, 2, 4 or 8.</param>
    /// <returns>Means of squares of pixels, [1,C,H/scale,W/scale].</returns>
    public static Tensor Reduce(Tensor picture, int scale) => scale == 1 ? picture.alias() : avg_pool2d(picture, scale);

    /// <summary>Sets the dictionary.</summary>
    /// <param name="whitened">f before its mean is taken out, [K,C·p·p].</param>
    /// <param name="mean">μ, [C·p·p].</param>
    public void Set(Tensor whitened, Tensor mean)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        filters.copy_(whitened.sub(whitened.mean([1], keepdim: true)).view(filters.shape));
        bias.copy_(whitened.mul(mean).sum(1).neg());
    }

    /// <summary>Correlates a picture with the atoms.</summary>
    /// <param name="picture">The picture, [1,C,H,W].</param>
    /// <returns>The responses.</returns>
    public DictionaryResponses Respond(Tensor picture)
    {
        var (edge, step) = (patch / 2, scale == 1 ? 2 : 1);
        var x = pad(Reduce(picture, scale), [edge, edge, edge, edge], PaddingModes.Reflect);
        var mean = avg_pool2d(x.mean([1], keepdim: true), patch, step);
        var variance = avg_pool2d(x.square().mean([1], keepdim: true), patch, step).sub(mean.square()).clamp(min: 0);
        var scales = variance.add(FlatDeviation * FlatDeviation).pow(-0.5);
        return new DictionaryResponses(DictionaryResponses.ChannelsLast(x), filters, step, scales, bias, threshold);
    }
}
