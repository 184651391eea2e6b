using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Exact likelihoods of a picture's features instead of its pixels: frozen encoders give maps of features; a flow over
/// their statistics over the whole picture (mean, deviation and maximum of each feature) says how odd the picture is as
/// a whole, and a flow over the features at each place, for each view, says where it is odd.
/// </summary>
/// <remarks>
/// The negative log-likelihood is that of all these densities together, in nats per picture, of continuous features; no
/// dequantisation belongs to it. The last scale is the whole. Pictures go through one by one, so a picture's likelihood
/// is the same alone and in any batch.
/// </remarks>
public sealed class FeatureFlow : Flow
{
    // Fewer pictures say little of a tail.
    private const int LeastUnseen = 40;

    private static readonly double SurpriseAtThreshold = -Math.Log(UpperTail.Share);

    private readonly ModuleList<FeatureEncoder> encoders;
    private readonly WhiteningFlow whole;
    private readonly ModuleList<WhiteningFlow> densities;
    private readonly IReadOnlyList<FeatureView> views;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter thresholds;
    private Parameter scales;
    private Parameter shapes;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="FeatureFlow"/> class.</summary>
    /// <param name="architecture">The shape; it names the encoders and the sizes of the densities.</param>
    public FeatureFlow(FlowArchitecture architecture)
        : this(architecture, [.. FeatureEncoders.Create(architecture)])
    {
    }

    /// <summary>Initializes a new instance of the <see cref="FeatureFlow"/> class with encoders that are there already.</summary>
    /// <param name="architecture">The shape; it names the encoders and the sizes of the densities.</param>
    /// <param name="encoders">The encoders that the shape names; the flow owns them from now on.</param>
    internal FeatureFlow(FlowArchitecture architecture, FeatureEncoder[] encoders)
        : base(architecture)
    {
        var features = architecture.Features!;
        this.encoders = new ModuleList<FeatureEncoder>(encoders);
        views = FeatureView.Of(encoders);
        var layers = encoders.SelectMany(e => e.Layers).ToList();
        var statistics = encoders.Sum(e => e.PooledSize);
        whole = new WhiteningFlow(statistics, Math.Min(statistics, features.WholeDirections));
        densities = new ModuleList<WhiteningFlow>([.. views.Select(v =>
        {
            var size = v.Layers.Sum(i => layers[i].Channels);
            return new WhiteningFlow(size, Math.Min(size, features.ViewDirections));
        })]);
        thresholds = nn.Parameter(zeros(views.Count + 1), requires_grad: false);
        scales = nn.Parameter(ones(views.Count + 1), requires_grad: false);
        shapes = nn.Parameter(ones(views.Count + 1), requires_grad: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int LatentDimensions => whole.DirectionCount;

    /// <summary>Gets the views, finest first.</summary>
    internal IReadOnlyList<FeatureView> Views => views;

    /// <inheritdoc/>
    public override FlowOutput Forward(Tensor x, bool withMap = false)
    {
        CheckShape(x);
        using var scope = NewDisposeScope();
        var (height, width) = (Architecture.Height, Architecture.Width);
        List<Tensor> latents = [], maps = [], local = [], overall = [];
        var priors = Enumerable.Range(0, views.Count + 1).Select(_ => new List<Tensor>()).ToList();
        for (var i = 0; i < x.shape[0]; i++)
        {
            using var pictureScope = NewDisposeScope();
            var picture = Measure(x.narrow(0, i, 1));
            var (z, wholeDensity) = Whole(picture);
            latents.Add(z.view(1, -1).MoveToOuterDisposeScope());
            priors[^1].Add(wholeDensity.MoveToOuterDisposeScope());
            var nll = withMap ? wholeDensity.neg().div(height * width).view(1, 1).expand(height, width) : null;
            List<Tensor> surprises = [];
            for (var v = 0; v < views.Count; v++)
            {
                var density = Density(picture, v);
                priors[v].Add(density.sum().view(1).MoveToOuterDisposeScope());
                if (withMap)
                {
                    var enlarged = FeatureGrid.Enlarge(density.neg(), height, width);
                    if (views[v].Joins)
                    {
                        surprises.Add(Surprise(enlarged, v));
                    }

                    // Each place stands for as many pixels as any other; the sum stays that of the places.
                    nll = nll!.add(enlarged.div(views[v].Stride * views[v].Stride));
                }
            }

            if (withMap)
            {
                maps.Add(nll!.MoveToOuterDisposeScope());
                local.Add(surprises.Count == 0
                    ? zeros(height, width, dtype: x.dtype, device: x.device).MoveToOuterDisposeScope()
                    : stack([.. surprises]).logsumexp(0).sub(Math.Log(surprises.Count)).MoveToOuterDisposeScope());
                overall.Add(Surprise(wholeDensity.neg(), views.Count).view(1).MoveToOuterDisposeScope());
            }
        }

        var perScale = priors.Select(p => cat([.. p])).ToList();
        return new FlowOutput(
            [cat([.. latents]).MoveToOuterDisposeScope()],
            zeros(x.shape[0], dtype: x.dtype, device: x.device).MoveToOuterDisposeScope(),
            stack(perScale).sum([0]).MoveToOuterDisposeScope(),
            [.. perScale.Select(p => p.MoveToOuterDisposeScope())],
            withMap ? stack(maps).MoveToOuterDisposeScope() : null,
            Features)
        {
            Dequantisation = 0,
            Surprise = withMap ? stack(local).MoveToOuterDisposeScope() : null,
            WholeSurprise = withMap ? cat([.. overall]).MoveToOuterDisposeScope() : null,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: an encoder forgets what its features do not need.</exception>
    public override Tensor Inverse(IReadOnlyList<Tensor> latents) =>
        throw new NotSupportedException("Features do not give the picture back: the encoders of the feature family are not invertible.");

    /// <inheritdoc/>
    public override void Initialize(Tensor x) => CheckShape(x);

    /// <summary>Gets or sets what takes the select pictures into the densities.</summary>
    internal Action? WhenComplete { get; set; }

    /// <summary>
    /// Takes the *select* pictures into the densities as well, with the noise that they gave; many features need every picture. What is
    /// usual is then learned anew, from pictures that neither densities nor encoders have seen. To be called once after training, when
    /// nothing more is to be chosen by the *select* pictures.
    /// </summary>
    /// <param name="unseen">Such pictures, uint8 N×C×H×W; few or none leave the tails as training had them.</param>
    /// <param name="threads">The threads to use on the processor.</param>
    /// <param name="ct">Stops between two pictures.</param>
    public void Complete(byte[] unseen, int threads, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(unseen);
        WhenComplete?.Invoke();
        WhenComplete = null;
        if (unseen.Length >= LeastUnseen * Architecture.Dimensions)
        {
            using var crew = new PictureCrew(Architecture, threads);
            SetTails(FeatureTails.Of(this, unseen, crew, ct));
        }
    }

    /// <summary>Computes what the densities are of: the statistics of one picture and its maps.</summary>
    /// <param name="x">One picture, [1,C,H,W] in [−0.5, 0.5].</param>
    internal FeaturePicture Measure(Tensor x) => FeaturePicture.Of(encoders, x);

    /// <summary>The log-density of one picture at each place of a view, [h,w].</summary>
    internal Tensor Density(FeaturePicture picture, int view)
    {
        using var scope = NewDisposeScope();
        var columns = FeatureGrid.Columns(picture.Maps, views[view], Architecture.Height, Architecture.Width);
        var (_, logDensity) = densities[view].Forward(columns);
        return logDensity.view(Architecture.Height / views[view].Stride, Architecture.Width / views[view].Stride)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The log-density of one picture's statistics, [1].</summary>
    internal Tensor WholeDensity(FeaturePicture picture) => Whole(picture).LogDensity;

    /// <summary>
    /// Brings the encoders back to float32 after the flow was converted to float64 for an audit: features are defined by their
    /// arithmetic in float32, and only the densities of them are to be had more exactly.
    /// </summary>
    internal void KeepEncodersSingle()
    {
        foreach (var encoder in encoders)
        {
            encoder.to(ScalarType.Float32);
        }
    }

    /// <summary>Sets the densities.</summary>
    internal void Set(WhiteningFit wholeFit, IReadOnlyList<WhiteningFit> viewFits)
    {
        whole.Set(wholeFit);
        foreach (var (density, fit) in densities.Zip(viewFits))
        {
            density.Set(fit);
        }
    }

    /// <summary>Sets how often good pictures reach each view's highest negative log-density, and at the end the whole's.</summary>
    internal void SetTails(IReadOnlyList<UpperTail> tails)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        thresholds.copy_(tensor(tails.Select(t => (float)t.Threshold).ToArray()));
        scales.copy_(tensor(tails.Select(t => (float)t.Scale).ToArray()));
        shapes.copy_(tensor(tails.Select(t => (float)t.Shape).ToArray()));
    }

    private (Tensor Latents, Tensor LogDensity) Whole(FeaturePicture picture)
    {
        using var scope = NewDisposeScope();
        var (latents, logDensity) = whole.Forward(SquareRoots.Of(picture.Statistics).unsqueeze(1));
        return (latents.MoveToOuterDisposeScope(), logDensity.MoveToOuterDisposeScope());
    }

    private int Features => whole.Dimensions +
        views.Select((v, i) => densities[i].Dimensions * (Architecture.Height / v.Stride) * (Architecture.Width / v.Stride)).Sum();

    // −ln p, p the share of good pictures that reach as high: by the tail above its threshold, and below it falling to 0 as steeply as it
    // rises there. Views of one place depend on each other, so they join by the harmonic mean of their p (Wilson, 2019): −ln of it is the
    // logarithm of the mean of e to the surprises, and a view that sees nothing costs little.
    private Tensor Surprise(Tensor nll, int place)
    {
        var shape = shapes.narrow(0, place, 1);
        var excess = nll.sub(thresholds.narrow(0, place, 1)).mul(scales.narrow(0, place, 1).pow(-1));
        var above = excess.clamp(min: 0).mul(shape).add(1).log().mul(shape.pow(-1));
        return excess.clamp(max: 0).div(SurpriseAtThreshold).exp().mul(SurpriseAtThreshold).add(above);
    }
}
