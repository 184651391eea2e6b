using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Keeps the first half of the channels, a, and changes the second: y = x · exp(s(a)) + t(a), with a bounded log-scale
/// s (RealNVP, equations 7 and 8, with the channel mask). Log-det: Σ s. Starts as the identity.
/// </summary>
public sealed class AffineCoupling : FlowLayer
{
    private readonly Subnet net;
    private readonly double bound;

    /// <summary>Initializes a new instance of the <see cref="AffineCoupling"/> class.</summary>
    /// <param name="net">From C/2 channels to C: shift and raw log-scale.</param>
    /// <param name="bound">The bound of the log-scale.</param>
    public AffineCoupling(Subnet net, double bound)
        : base(nameof(AffineCoupling))
    {
        this.net = net;
        this.bound = bound;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var halves = x.chunk(2, 1);
        var (shift, logScale) = ShiftAndLogScale(halves[0]);
        var y = MemoryLayout.Join(halves[0], addcmul(shift, halves[1], logScale.exp(), 1));
        return Scaled(y, logScale, withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        var halves = y.chunk(2, 1);
        var (shift, logScale) = ShiftAndLogScale(halves[0]);
        return MemoryLayout.Join(halves[0], halves[1].sub(shift).mul(logScale.neg().exp())).MoveToOuterDisposeScope();
    }

    private (Tensor Shift, Tensor LogScale) ShiftAndLogScale(Tensor kept)
    {
        var parts = net.Forward(kept).chunk(2, 1);
        return (parts[0], BoundedLogScale.Of(parts[1], bound));
    }
}
