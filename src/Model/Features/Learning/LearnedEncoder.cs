using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A convolutional network that learned to find synthetic defects in the line's own good pictures: residual stages at
/// strides 2 to 16 and a top-down path that brings what the coarse ones know back to stride 2 (Lin et al., 2017), where a
/// logit says how likely each position is to be painted on.
/// </summary>
/// <remarks>
/// Each picture goes through alone, so that its features do not depend on what is scored with it. Call <see cref="Fold"/> once
/// trained or loaded; until then scoring normalises as a step of its own, slower and the same but for rounding.
/// </remarks>
public sealed class LearnedEncoder : FeatureEncoder
{
    // The share of positions painted on, as the logit's start: about a twentieth.
    private const double InitialLogit = -3;

    // What pictures without an exposure of their own are standardised by, mean and deviation alike: black is −1 then, white 1.
    internal const float MiddleLevel = 0.5f;

    private readonly NormalizedConvolution stem;
    private readonly ModuleList<ResidualBlock> blocks = new();
    private readonly ModuleList<NormalizedConvolution> downs = new();
    private readonly ModuleList<NormalizedConvolution> laterals = new();
    private readonly ModuleList<NormalizedConvolution> fromAbove = new();
    private readonly ModuleList<NormalizedConvolution> merges = new();
    private readonly LogitHead head;
#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor least;
#pragma warning restore IDE0044

    /// <summary>The name of the layer with the log-odds of a defect, as seen at full size.</summary>
    public const string Logit = "logit";

    /// <summary>The name of the layer with the log-odds of a defect, as seen at half size.</summary>
    public const string HalfLogit = "half-logit";

    /// <summary>Initializes a new instance of the <see cref="LearnedEncoder"/> class with random weights.</summary>
    /// <param name="options">The shape.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    public LearnedEncoder(LearnedEncoderOptions options, long seed)
        : base(nameof(LearnedEncoder))
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, nameof(LearnedEncoderOptions));
        Options = options;
        var random = new KeyedRandom(seed);
        var (widths, top) = (options.Widths, options.TopDownWidths);
        stem = new NormalizedConvolution(options.Channels, widths[0], 3, 2, random);
        for (var stage = 0; stage < widths.Count; stage++)
        {
            for (var i = 0; i < options.Blocks[stage]; i++)
            {
                blocks.Add(new ResidualBlock(widths[stage], random));
            }

            if (stage > 0)
            {
                downs.Add(new NormalizedConvolution(widths[stage - 1], widths[stage], 3, 2, random));
            }
        }

        // From fine to coarse: what each top-down map takes of its own stage and of the map, or stage, above.
        for (var i = 0; i < top.Count; i++)
        {
            var above = i + 1 < top.Count ? top[i + 1] : widths[i + 1];
            laterals.Add(new NormalizedConvolution(widths[i], top[i], 1, 1, random));
            fromAbove.Add(new NormalizedConvolution(above, top[i], 1, 1, random));
            merges.Add(new NormalizedConvolution(top[i], top[i], 3, 1, random));
        }

        head = new LogitHead(top[0], InitialLogit, random);
        least = tensor([.. Enumerable.Repeat(0.02f, options.Channels)]);
        IReadOnlyList<FeatureLayer> full =
        [
            new("stage4", widths[1], 4), new("stage8", widths[2], 8), new("stage16", widths[3], 16),
            new("top2", top[0], 2), new("top4", top[1], 4), new("top8", top[2], 8), new(Logit, 1, 2),
        ];
        Layers = options.HalfScale ? [.. full, .. full.Select(l => new FeatureLayer($"half-{l.Name}", l.Channels, 2 * l.Stride))] : full;
        RegisterComponents();
    }

    /// <summary>Gets the shape.</summary>
    public LearnedEncoderOptions Options { get; }

    /// <inheritdoc/>
    public override string ViewName => "painted";

    /// <inheritdoc/>
    public override IReadOnlyList<FeatureLayer> Layers { get; }

    /// <summary>
    /// Sets below what deviation a picture is taken for plain, so that standardising it does not blow up its noise.
    /// </summary>
    /// <param name="deviations">The least deviation of each channel, values 0 to 1.</param>
    /// <exception cref="ArgumentException">Their number is not the channels'.</exception>
    public void SetLeastDeviations(IReadOnlyList<double> deviations)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        if (deviations.Count != Options.Channels)
        {
            throw new ArgumentException($"{Options.Channels} deviations are needed, one for each channel.", nameof(deviations));
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        least.copy_(tensor([.. deviations.Select(d => (float)d)]));
    }

    /// <summary>
    /// Prepares for scoring: normalization goes into the kernels, which are laid out as they are applied. The weights are
    /// fixed from now on.
    /// </summary>
    public void Fold()
    {
        eval();
        foreach (var module in modules())
        {
            (module as IFoldable)?.Fold();
        }
    }

    /// <summary>
    /// Makes an encoder for pictures prepared at half the size, which sees them as this one sees pictures at half size: it has learned to
    /// do both.
    /// </summary>
    /// <returns>The encoder, with weights of its own, in evaluation mode and not folded; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">This one does not look at half size.</exception>
    internal LearnedEncoder ForHalfSize()
    {
        if (!Options.HalfScale)
        {
            throw new InvalidOperationException("The encoder has not learned to see pictures at half size.");
        }

        var half = new LearnedEncoder(Options with { HalfScale = false }, seed: 0);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var own = state_dict();
        foreach (var (name, tensor) in half.state_dict())
        {
            tensor.copy_(own[name]);
        }

        half.eval();
        return half;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Encode(Tensor pixels)
    {
        CheckPixels(pixels, Options.Channels);
        if (training)
        {
            throw new InvalidOperationException("The encoder is being trained; call eval() or Fold() first.");
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        var pictures = new List<IReadOnlyList<Tensor>>();
        for (var i = 0; i < pixels.shape[0]; i++)
        {
            var picture = Standardize(pixels.narrow(0, i, 1));
            pictures.Add(Options.HalfScale
                ? [.. Features(picture), .. Features(nn.functional.avg_pool2d(picture, 2))]
                : [.. Features(picture)]);
        }

        return [.. Enumerable.Range(0, Layers.Count).Select(l =>
            cat([.. pictures.Select(p => p[l].contiguous())], 0).MoveToOuterDisposeScope())];
    }

    /// <summary>The logits of training: by the batch's own statistics, with gradients.</summary>
    /// <param name="views">Standardised pictures, float32 [N,C,H,W].</param>
    /// <param name="precision">The precision in which to calculate.</param>
    /// <returns>The logits, float32 [N,1,H/2,W/2].</returns>
    internal Tensor Logits(Tensor views, ScalarType? precision)
    {
        using var scope = NewDisposeScope();
        var (_, top) = Maps(views, precision);
        return head.Forward(top[0]).MoveToOuterDisposeScope();
    }

    /// <summary>Lets training batches set the statistics that scoring normalises by.</summary>
    /// <param name="share">How much of the next batch goes into the stored ones; 0: nothing.</param>
    internal void UseStatisticsShare(double share)
    {
        foreach (var convolution in modules().OfType<NormalizedConvolution>())
        {
            convolution.StatisticsShare = share;
        }
    }

    // Each picture by its own mean and deviation: how it was exposed is no feature of the part.
    private Tensor Standardize(Tensor picture)
    {
        if (!Options.OwnExposure)
        {
            return picture.sub(MiddleLevel).mul(1 / MiddleLevel);
        }

        var centred = picture.sub(Mean(picture));
        var deviation = Mean(centred.square()).sqrt();
        var floor = least.view(1, -1, 1, 1);
        return centred.mul(deviation.sub(floor).relu().add(floor).pow(-1));
    }

    // Row by row first: the sum of a whole picture at once is split among threads, and depends on their number.
    private static Tensor Mean(Tensor picture) => picture.mean([3], keepdim: true).mean([2], keepdim: true);

    private IEnumerable<Tensor> Features(Tensor picture)
    {
        var (stages, top) = Maps(picture, null);
        return stages.Skip(1).Concat(top).Append(head.Forward(top[0])).Select(m => m.to(ScalarType.Float32));
    }

    // Stages at strides 2, 4, 8, 16 and top-down maps at strides 2, 4, 8.
    private (Tensor[] Stages, Tensor[] Top) Maps(Tensor views, ScalarType? precision)
    {
        var x = MemoryLayout.ChannelsLast(views.to(precision ?? views.dtype));
        var stages = new Tensor[Options.Widths.Count];
        var next = 0;
        for (var stage = 0; stage < stages.Length; stage++)
        {
            x = Rectifier.InPlace(stage == 0 ? stem.Forward(x) : downs[stage - 1].Forward(x));
            for (var i = 0; i < Options.Blocks[stage]; i++)
            {
                x = blocks[next++].Forward(x);
            }

            stages[stage] = x;
        }

        var top = new Tensor[laterals.Count];
        for (var i = top.Length - 1; i >= 0; i--)
        {
            var above = fromAbove[i].Forward(i + 1 < top.Length ? top[i + 1] : stages[i + 1]);
            var sum = Rectifier.InPlace(laterals[i].Forward(stages[i]).add_(Twice(above)));
            top[i] = Rectifier.InPlace(merges[i].Forward(sum));
        }

        return (stages, top);
    }

    private static Tensor Twice(Tensor map) => nn.functional.upsample_nearest2d(map, scaleFactors: [2, 2]);
}
