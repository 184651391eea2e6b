using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Exact likelihoods of a picture's features instead of its pixels: frozen encoders give maps of features; a flow over
/// each one's statistics over the whole picture (mean, deviation and maximum of each feature) says how odd the picture is as
/// a whole, and a flow over the features at each place, for each view, says where it is odd, given how much features vary there.
/// </summary>
/// <remarks>
/// The negative log-likelihood is that of all these densities together, in nats per picture, of continuous features; no
/// dequantisation belongs to it. The last scale is the whole. Where the densities are Gaussians, the map divides the likelihood up. Where a
/// convolutional flow is one of them, the map adds up what the views say of a place, each in the spread of what it says of good
/// pictures' oddest places (<see cref="ViewSpreads"/>), so that none drowns the others. Pictures go through one by one, so a picture's likelihood
/// is the same alone and in any batch.
/// </remarks>
public sealed class FeatureFlow : Flow
{
    private readonly ModuleList<FeatureEncoder> encoders;
    private readonly long[] pooledSizes;
    private readonly ModuleList<WhiteningFlow> wholes;
    private readonly ModuleList<PlaceDensity> densities;
    private readonly IReadOnlyList<FeatureView> views;
#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter? spreads;
    private Parameter? scales;
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
        pooledSizes = [.. encoders.Select(e => (long)e.PooledSize)];
        wholes = new ModuleList<WhiteningFlow>([.. pooledSizes.Select(d => new WhiteningFlow((int)d, (int)Math.Min(d, features.WholeDirections)))]);
        densities = new ModuleList<PlaceDensity>([.. views.Select(v => Density(v, v.Layers.Sum(i => layers[i].Channels), features))]);
        spreads = features.MapFlow is null ? null : nn.Parameter(ones(views.Count), requires_grad: false);
        scales = features.PlaceScales ? nn.Parameter(ones([views.Count, Coarse(architecture.Height), Coarse(architecture.Width)]), requires_grad: false) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int LatentDimensions => wholes.Sum(w => w.DirectionCount);

    /// <summary>Gets the views, finest first.</summary>
    internal IReadOnlyList<FeatureView> Views => views;

    /// <summary>Gets the network that learned to find painted defects; null where there is none.</summary>
    internal LearnedEncoder? Network => encoders.OfType<LearnedEncoder>().FirstOrDefault();

    /// <inheritdoc/>
    public override FlowOutput Forward(Tensor x, bool withMap = false)
    {
        CheckShape(x);
        using var scope = NewDisposeScope();
        var (height, width) = (Architecture.Height, Architecture.Width);
        List<Tensor> latents = [], maps = [];
        var priors = Enumerable.Range(0, views.Count + 1).Select(_ => new List<Tensor>()).ToList();
        for (var i = 0; i < x.shape[0]; i++)
        {
            using var pictureScope = NewDisposeScope();
            var picture = Measure(x.narrow(0, i, 1));
            var (z, wholeDensity) = Whole(picture);
            latents.Add(z.view(1, -1).MoveToOuterDisposeScope());
            priors[^1].Add(wholeDensity.MoveToOuterDisposeScope());
            var map = withMap ? WholeShare(wholeDensity, height, width) : null;
            for (var v = 0; v < views.Count; v++)
            {
                var density = Density(picture, v);
                priors[v].Add(density.sum().view(1).MoveToOuterDisposeScope());
                if (withMap)
                {
                    // Each place stands for as many pixels as any other.
                    var enlarged = FeatureGrid.Enlarge(density.neg(), height, width);
                    map = map!.add(spreads is null ? enlarged.div(views[v].Stride * views[v].Stride) : enlarged.mul(spreads[v].pow(-1)));
                }
            }

            if (withMap)
            {
                maps.Add(map!.MoveToOuterDisposeScope());
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
    /// Takes the *select* pictures into the densities as well, with the noise that they gave; many features need every picture. To be
    /// called once after training, when nothing more is to be chosen by these pictures.
    /// </summary>
    public void Complete()
    {
        WhenComplete?.Invoke();
        WhenComplete = null;
    }

    /// <summary>Computes what the densities are of: the statistics of one picture and its maps.</summary>
    /// <param name="x">One picture, [1,C,H,W] in [−0.5, 0.5].</param>
    internal FeaturePicture Measure(Tensor x) => FeaturePicture.Of(encoders, x);

    /// <summary>The log-density of one picture at each place of a view, [h,w].</summary>
    internal Tensor Density(FeaturePicture picture, int view)
    {
        using var scope = NewDisposeScope();
        if (scales is null)
        {
            return Unscaled(picture, view).MoveToOuterDisposeScope();
        }

        // A Gaussian whose covariance is s times as large: −ln p = energy / s + d/2 ln s − ln p(mean).
        var energy = Energy(picture, view);
        var scale = FeatureGrid.Enlarge(scales[view], (int)energy.shape[0], (int)energy.shape[1]);
        var nats = energy.mul(scale.pow(-1)).add(scale.log().mul(DimensionsOf(view) / 2.0));
        return Gaussian(view).LogMode().sub(nats).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// How far one picture's features at each place of a view lie from the mean, by the view's Gaussian without scales: half the squared
    /// distance in deviations, [h,w].
    /// </summary>
    internal Tensor Energy(FeaturePicture picture, int view)
    {
        using var scope = NewDisposeScope();
        return Gaussian(view).LogMode().sub(Unscaled(picture, view)).MoveToOuterDisposeScope();
    }

    /// <summary>Gets the features at each place of a view.</summary>
    internal int DimensionsOf(int view) => densities[view].Dimensions;

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

    /// <summary>Gets a view's density where a convolutional flow is; null where there is none.</summary>
    internal MapDensity? Map(int view) => densities[view] as MapDensity;

    /// <summary>Sets what is fitted rather than learned: the densities of the whole, and what each view's starts with.</summary>
    internal void Set(IReadOnlyList<WhiteningFit> wholeFits, IReadOnlyList<WhiteningFit> viewFits)
    {
        foreach (var (density, fit) in wholes.Zip(wholeFits))
        {
            density.Set(fit);
        }

        foreach (var (density, fit) in densities.Zip(viewFits))
        {
            density.Set(fit);
        }
    }

    /// <summary>Sets what each view's nats are divided by in the map of a flow with convolutional densities.</summary>
    internal void SetSpreads(float[] viewSpreads)
    {
        using var off = no_grad();
        using var values = tensor(viewSpreads);
        spreads!.copy_(values);
    }

    /// <summary>Sets by what each view's covariance is multiplied at each place (<see cref="PlaceScales"/>).</summary>
    internal void SetScales(float[] placeScales)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        scales!.copy_(tensor(placeScales).view(scales.shape));
    }

    private static int Coarse(int side) => side / FeatureView.CoarseStride;

    private WhiteningFlow Gaussian(int view) => (WhiteningFlow)densities[view];

    private Tensor Unscaled(FeaturePicture picture, int view)
    {
        var columns = FeatureGrid.Columns(picture.Maps, views[view], Architecture.Height, Architecture.Width);
        var (height, width) = (Architecture.Height / views[view].Stride, Architecture.Width / views[view].Stride);
        return densities[view].LogDensity(columns, height, width).view(height, width);
    }

    private static PlaceDensity Density(FeatureView view, int size, FeatureArchitecture features) => (features.MapFlow, view.IsLogit) switch
    {
        (null, _) => new WhiteningFlow(size, Math.Min(size, features.ViewDirections)),
        (_, true) => new ExponentialDensity(size),
        ({ } flow, false) => new MapDensity(size, flow with { Channels = flow.ChannelsOf(size) }),
    };

    // The whole says nothing of places: where the map divides the likelihood up, all pixels have the same share of it.
    private Tensor WholeShare(Tensor density, int height, int width) => Architecture.Features!.MapFlow is null
        ? density.neg().div(height * width).view(1, 1).expand(height, width)
        : zeros([height, width], dtype: density.dtype, device: density.device);

    // What encoders of different kinds say is taken for independent: one density of all statistics would weigh the kind that has most of them.
    private (Tensor Latents, Tensor LogDensity) Whole(FeaturePicture picture)
    {
        using var scope = NewDisposeScope();
        var parts = SquareRoots.Of(picture.Statistics).unsqueeze(1).split(pooledSizes, 0);
        var outputs = parts.Zip(wholes, (part, density) => density.Forward(part)).ToList();
        return (
            cat([.. outputs.Select(o => o.Latents)]).MoveToOuterDisposeScope(),
            stack([.. outputs.Select(o => o.LogDensity)]).sum([0]).MoveToOuterDisposeScope());
    }

    private int Features => (int)pooledSizes.Sum() +
        views.Select((v, i) => densities[i].Dimensions * (Architecture.Height / v.Stride) * (Architecture.Width / v.Stride)).Sum();
}
