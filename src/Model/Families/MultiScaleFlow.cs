using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Families;

/// <summary>
/// A flow of several scales (RealNVP, section 3.6): each but the last gives half of its channels away as latents; what
/// is left after the last is standard normal.
/// </summary>
public abstract class MultiScaleFlow : Flow
{
    private readonly ModuleList<Scale> scales;

    /// <summary>Initializes a new instance of the <see cref="MultiScaleFlow"/> class.</summary>
    /// <param name="architecture">The shape of the flow.</param>
    /// <param name="build">Builds the scales of the validated architecture, finest first.</param>
    protected MultiScaleFlow(FlowArchitecture architecture, Func<FlowArchitecture, IEnumerable<Scale>> build)
        : base(architecture)
    {
        ArgumentNullException.ThrowIfNull(build);
        scales = new ModuleList<Scale>([.. build(architecture)]);
#pragma warning disable MA0056 // How modules are written: the base registers the fields of the type at hand.
        RegisterComponents();
#pragma warning restore MA0056
    }

    /// <inheritdoc/>
    public override FlowOutput Forward(Tensor x, bool withMap = false)
    {
        CheckShape(x);
        using var scope = NewDisposeScope();
        var map = withMap ? new LogDensityMap() : null;
        var latents = new List<Tensor>();
        var priors = new List<Tensor>();
        var logDet = zeros(1, dtype: x.dtype, device: x.device);
        var lastLogDet = logDet;
        var value = x;
        foreach (var scale in scales)
        {
            foreach (var layer in scale.Layers)
            {
                var output = layer.Forward(value, withMap);
                logDet = logDet.add(output.LogDet);
                lastLogDet = scale.Split is null ? lastLogDet.add(output.LogDet) : lastLogDet;
                map?.Add(output.Map!, output.Value.shape[2], output.Value.shape[3]);
                value = Replace(value, output.Value, x);
            }

            var (height, width) = (value.shape[2], value.shape[3]);
            if (scale.Split is { } split)
            {
                var output = split.Forward(value, withMap);
                map?.Add(output.Map!, height, width);
                latents.Add(output.Latent);
                priors.Add(output.LogPrior);
                value = Replace(value, output.Kept, x);
            }
            else
            {
                var (logPrior, priorMap) = StandardNormal.LogDensity(value, withMap);
                map?.Add(priorMap!, height, width);
                latents.Add(value);
                priors.Add(logPrior);
            }
        }

        return new FlowOutput(
            [.. latents.Select(latent => latent.MoveToOuterDisposeScope())],
            logDet.expand(x.shape[0]).MoveToOuterDisposeScope(),
            stack(priors).sum([0]).MoveToOuterDisposeScope(),
            [.. priors.Select(prior => prior.MoveToOuterDisposeScope())],
            map?.ToPixels(x.shape[0], x.shape[2], x.shape[3]).neg().MoveToOuterDisposeScope(),
            Architecture.Dimensions)
        {
            LastScaleLogDet = lastLogDet.expand(x.shape[0]).MoveToOuterDisposeScope(),
        };
    }

    /// <inheritdoc/>
    public override Tensor Inverse(IReadOnlyList<Tensor> latents)
    {
        ArgumentNullException.ThrowIfNull(latents);
        if (latents.Count != scales.Count)
        {
            throw new ArgumentException($"The flow has {scales.Count} scales; {latents.Count} latents came.", nameof(latents));
        }

        using var scope = NewDisposeScope();
        var value = latents[^1];
        for (var i = scales.Count - 1; i >= 0; i--)
        {
            value = scales[i].Split?.Inverse(value, latents[i]) ?? value;
            value = scales[i].Layers.Reverse().Aggregate(value, (y, layer) => layer.Inverse(y));
        }

        return value.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override void Initialize(Tensor x)
    {
        CheckShape(x);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var value = x;
        foreach (var scale in scales)
        {
            foreach (var layer in scale.Layers)
            {
                value = Replace(value, layer.Initialize(value), x);
            }

            value = scale.Split?.Forward(value).Kept ?? value;
        }
    }

    /// <inheritdoc/>
    internal override Flow? Replicate()
    {
        var replica = FlowFactory.Create(Architecture, seed: 0);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var own = state_dict();
        foreach (var (name, value) in replica.state_dict())
        {
            value.copy_(own[name]);
        }

        return replica;
    }

    // A value is released as soon as the next one is there, so that without autograd only one layer's stay.
    private static Tensor Replace(Tensor old, Tensor next, Tensor input)
    {
        if (!ReferenceEquals(old, input))
        {
            old.Dispose();
        }

        return next;
    }
}
