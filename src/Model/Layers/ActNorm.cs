using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Activation normalization: y = (x + b) · exp(l) with a bias and a log-scale per channel, set from a first batch so
/// that its output has mean 0 and variance 1 (Glow, section 3.1). Log-det: h · w · Σ l.
/// </summary>
public sealed class ActNorm : FlowLayer
{
    // A channel that is constant over the first batch would ask for an infinite scale.
    private const double LeastDeviation = 1e-3;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces parameters through reflection.
    private Parameter bias;
    private Parameter logs;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="ActNorm"/> class, the identity.</summary>
    /// <param name="channels">The number of channels.</param>
    public ActNorm(int channels)
        : base(nameof(ActNorm))
    {
        bias = nn.Parameter(zeros(channels));
        logs = nn.Parameter(zeros(channels));
        RegisterComponents();
    }

    /// <summary>Gets b, [C].</summary>
    internal Tensor Bias => bias;

    /// <summary>Gets l, [C].</summary>
    internal Tensor LogScale => logs;

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var y = x.add(bias.view(1, -1, 1, 1)).mul(logs.exp().view(1, -1, 1, 1));
        return Uniform(y, logs.sum(), withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        return y.mul(logs.neg().exp().view(1, -1, 1, 1)).sub(bias.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor Initialize(Tensor x)
    {
        SetFrom(x);
        return base.Initialize(x);
    }

    /// <summary>Sets bias and log-scale from a batch.</summary>
    /// <param name="x">The batch, [N,C,h,w].</param>
    internal void SetFrom(Tensor x)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var wide = x.to(ScalarType.Float64);
        var mean = wide.mean([0, 2, 3], keepdim: true);
        var deviation = wide.sub(mean).square().mean([0, 2, 3]).sqrt().clamp(min: LeastDeviation);
        bias.copy_(mean.view(-1).neg());
        logs.copy_(deviation.log().neg());
    }
}
