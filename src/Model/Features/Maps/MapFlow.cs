using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A convolutional normalizing flow over maps of whitened features: Glow's steps, whose couplings see the neighbours of each
/// place and are told where in the picture it is. What a place is expected to look like then depends on what is around it and on
/// where it lies. Fresh, its couplings change nothing. As CFLOW-AD and FastFlow (Yu et al., 2021) over features, but with
/// mixing that is learned and a likelihood that is kept place by place.
/// </summary>
public sealed class MapFlow : nn.Module
{
    // One step changes a feature's scale by a factor of e at the most; eight of them by far more than whitened features need.
    private const double LogScaleBound = 1;

    private readonly ModuleList<GlowStep> steps;

    /// <summary>Initializes a new instance of the <see cref="MapFlow"/> class.</summary>
    /// <param name="options">Its shape.</param>
    public MapFlow(MapFlowOptions options)
        : base(nameof(MapFlow))
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, nameof(MapFlowOptions));
        Options = options;
        steps = new ModuleList<GlowStep>([.. Enumerable.Range(0, options.Steps).Select(Step)]);
        RegisterComponents();
    }

    /// <summary>Gets its shape.</summary>
    public MapFlowOptions Options { get; }

    /// <summary>Maps towards the latents and says how likely the features of each place are.</summary>
    /// <param name="x">Maps, [N,C,h,w].</param>
    /// <returns>The latents, [N,C,h,w], and the log-density of each place in nats, [N,h,w]; their sum over a map is the map's.</returns>
    public (Tensor Latents, Tensor LogDensity) Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var value = x;
        var logDet = zeros([1, 1, 1], dtype: x.dtype, device: x.device);
        foreach (var step in steps)
        {
            var output = step.Forward(value, withMap: true);
            value = output.Value;
            logDet = logDet.add(output.Map!);
        }

        var prior = StandardNormal.LogDensity(value, withMap: true).Map!;
        return (value.MoveToOuterDisposeScope(), prior.add(logDet).MoveToOuterDisposeScope());
    }

    /// <summary>Maps latents back to maps of features.</summary>
    /// <param name="latents">The latents, [N,C,h,w].</param>
    /// <returns>The maps, [N,C,h,w].</returns>
    public Tensor Inverse(Tensor latents)
    {
        ArgumentNullException.ThrowIfNull(latents);
        using var scope = NewDisposeScope();
        var value = latents;
        foreach (var step in steps.Reverse())
        {
            value = step.Inverse(value);
        }

        return value.MoveToOuterDisposeScope();
    }

    /// <summary>Sets every actnorm from a first batch.</summary>
    /// <param name="x">Maps, [N,C,h,w].</param>
    internal void Initialize(Tensor x)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var value = x;
        foreach (var step in steps)
        {
            value = step.Initialize(value);
        }
    }

    private GlowStep Step(int index)
    {
        var random = new KeyedRandom(Options.Seed, index, purpose: RandomPurpose.MapFlow);
        var net = new PositionedSubnet(Options.Channels / 2, Options.Hidden, Options.Channels, random);
        return new GlowStep(
            new ActNorm(Options.Channels), new InvertibleConv1x1(Options.Channels, random), new AffineCoupling(net, LogScaleBound));
    }
}
