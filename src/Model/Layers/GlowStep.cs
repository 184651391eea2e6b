using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// One step of Glow (its figure 2a): actnorm, invertible 1 × 1 convolution, coupling.
/// </summary>
/// <remarks>
/// Actnorm and convolution are one affine map of the channels, W (x + b) · e^l = (W · diag e^l) x + (W · diag e^l) b;
/// the step computes it as one convolution whose weights it puts together first, which spares two passes over the data.
/// </remarks>
public sealed class GlowStep : FlowLayer, IFoldable
{
    private readonly ActNorm norm;
    private readonly InvertibleConv1x1 mix;
    private readonly FlowLayer coupling;
    private Map? folded;

    /// <summary>Initializes a new instance of the <see cref="GlowStep"/> class.</summary>
    /// <param name="norm">The actnorm.</param>
    /// <param name="mix">The 1 × 1 convolution.</param>
    /// <param name="coupling">The coupling.</param>
    public GlowStep(ActNorm norm, InvertibleConv1x1 mix, FlowLayer coupling)
        : base(nameof(GlowStep))
    {
        this.norm = norm;
        this.mix = mix;
        this.coupling = coupling;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var (weight, bias, perPosition) = folded ?? Merge();
        var coupled = coupling.Forward(MemoryLayout.Mix(x, weight, bias), withMap);
        var positions = x.shape[2] * x.shape[3];
        return Output(
            coupled.Value,
            coupled.LogDet.add(perPosition.mul(positions)),
            coupled.Map?.add(perPosition));
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        using var scope = NewDisposeScope();
        return norm.Inverse(mix.Inverse(coupling.Inverse(y))).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor Initialize(Tensor x)
    {
        norm.SetFrom(x);
        return base.Initialize(x);
    }

    void IFoldable.Fold()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        folded?.Dispose();
        folded = Merge().Keep();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            folded?.Dispose();
            folded = null;
        }

        base.Dispose(disposing);
    }

    private Map Merge()
    {
        var weight = mix.Weight().mul(norm.LogScale.exp());
        return new Map(weight, weight.matmul(norm.Bias), norm.LogScale.add(mix.LogScale).sum());
    }

    // What actnorm and convolution come to: y = Weight · x + Bias, and the log-det of one position.
    private sealed record Map(Tensor Weight, Tensor Bias, Tensor LogDet) : IDisposable
    {
        public Map Keep() => new(
            Weight.DetachFromDisposeScope(), Bias.DetachFromDisposeScope(), LogDet.DetachFromDisposeScope());

        public void Dispose()
        {
            Weight.Dispose();
            Bias.Dispose();
            LogDet.Dispose();
        }
    }
}
