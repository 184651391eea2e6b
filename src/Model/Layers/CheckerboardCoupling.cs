using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Keeps the positions of one colour of a checkerboard and changes the others: y = b·x + (1 − b)(x · exp(s(b·x)) +
/// t(b·x)) with b the mask (RealNVP, equation 9). Log-det: Σ (1 − b) · s. Starts as the identity.
/// </summary>
public sealed class CheckerboardCoupling : FlowLayer
{
    private readonly Subnet net;
    private readonly double? bound;

#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor changed;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="CheckerboardCoupling"/> class.</summary>
    /// <param name="net">From C channels to 2C, shift and raw log-scale, or to C, the shift.</param>
    /// <param name="height">h, the height of the input.</param>
    /// <param name="width">w, the width of the input.</param>
    /// <param name="parity">0 to change the positions whose row plus column is even, 1 for the odd ones.</param>
    /// <param name="bound">The bound of the log-scale, or null for a coupling that only shifts.</param>
    public CheckerboardCoupling(Subnet net, int height, int width, int parity, double? bound)
        : base(nameof(CheckerboardCoupling))
    {
        this.net = net;
        this.bound = bound;
        var mask = new float[height * width];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = ((i / width) + (i % width)) % 2 == parity ? 1 : 0;
        }

        changed = tensor(mask, [1, 1, height, width]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var (shift, logScale) = ShiftAndLogScale(x);
        return logScale is null
            ? Preserving(x.add(shift), withMap)
            : Scaled(addcmul(shift, x, logScale.exp(), 1), logScale, withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        var (shift, logScale) = ShiftAndLogScale(y);
        var centred = y.sub(shift);
        return (logScale is null ? centred : centred.mul(logScale.neg().exp())).MoveToOuterDisposeScope();
    }

    // Both are 0 on the positions that stay, so that the same formula keeps them as they are.
    private (Tensor Shift, Tensor? LogScale) ShiftAndLogScale(Tensor x)
    {
        var said = net.Forward(x.mul(changed.neg().add(1))).mul(changed);
        if (bound is not { } limit)
        {
            return (said, null);
        }

        var parts = said.chunk(2, 1);
        return (parts[0], BoundedLogScale.Of(parts[1], limit));
    }
}
