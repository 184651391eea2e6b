using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// RealNVP's preprocessing (section 4.1): y = logit(q), q = α + (1 − 2α) · p for pixels p = x + 0.5 in [0, 1], which
/// takes away the borders of the pixels' range. Log-det: Σ ln(1 − 2α) − ln q − ln(1 − q).
/// </summary>
/// <remarks>The paper's q = α + (1 − α) · p leaves white pixels without a bound; this form treats both ends alike.</remarks>
public sealed class Logit : FlowLayer
{
    private readonly double alpha;

    /// <summary>Initializes a new instance of the <see cref="Logit"/> class.</summary>
    /// <param name="alpha">α, in (0, 0.5).</param>
    public Logit(double alpha)
        : base(nameof(Logit)) => this.alpha = alpha;

    private double Slope => 1 - (2 * alpha);

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var q = x.add(0.5).mul(Slope).add(alpha);
        var (logQ, logRest) = (q.log(), q.neg().add(1).log());
        var logScale = logQ.add(logRest).neg().add(Math.Log(Slope));
        return Scaled(logQ.sub(logRest), logScale, withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        return y.sigmoid().sub(alpha).mul(1 / Slope).sub(0.5).MoveToOuterDisposeScope();
    }
}
