using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Mixes the channels of each position by an invertible matrix W = P · L · (U + diag(sign · exp(logs))) with P and sign
/// fixed (Glow, section 3.2, equation 10). Starts as a random rotation. Log-det: h · w · Σ logs.
/// </summary>
public sealed class InvertibleConv1x1 : FlowLayer
{
#pragma warning disable IDE0044 // A conversion to another precision or device replaces these through reflection.
    private Tensor permutation;
    private Tensor sign;
    private Parameter lower;
    private Parameter upper;
    private Parameter logs;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="InvertibleConv1x1"/> class.</summary>
    /// <param name="channels">C, the number of channels.</param>
    /// <param name="random">Draws the first rotation.</param>
    public InvertibleConv1x1(int channels, KeyedRandom random)
        : base(nameof(InvertibleConv1x1))
    {
        ArgumentNullException.ThrowIfNull(random);
        var factors = RotationFactors.Draw(channels, random);
        long[] square = [channels, channels];
        permutation = tensor(factors.Permutation, square);
        sign = tensor(factors.Sign, [channels]);
        lower = nn.Parameter(tensor(factors.Lower, square));
        upper = nn.Parameter(tensor(factors.Upper, square));
        logs = nn.Parameter(tensor(factors.Logs, [channels]));
        RegisterComponents();
    }

    /// <summary>Gets the logarithms of the diagonal's magnitudes, [C]: their sum is the log-det of one position.</summary>
    internal Tensor LogScale => logs;

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        return Uniform(MemoryLayout.Mix(x, Weight()), logs.sum(), withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        var inverse = linalg.inv(Weight().to(ScalarType.Float64)).to(y.dtype);
        return MemoryLayout.Mix(y, inverse).MoveToOuterDisposeScope();
    }

    /// <summary>Puts W together.</summary>
    /// <returns>W, [C,C].</returns>
    internal Tensor Weight()
    {
        using var scope = NewDisposeScope();
        var right = upper.triu(1).add(logs.exp().mul(sign).diag());

        // L has ones on its diagonal: L · R = (L − I) · R + R.
        var product = lower.tril(-1).matmul(right).add(right);
        return permutation.matmul(product).MoveToOuterDisposeScope();
    }
}
