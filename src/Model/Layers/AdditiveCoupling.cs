using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Keeps the first half of the channels, a, and shifts the second: y = x + t(a) (Dinh, Krueger and Bengio, 2014).
/// Log-det: 0, so that the likelihood cannot be gained by shrinking. Starts as the identity.
/// </summary>
public sealed class AdditiveCoupling : FlowLayer
{
    private readonly Subnet net;

    /// <summary>Initializes a new instance of the <see cref="AdditiveCoupling"/> class.</summary>
    /// <param name="net">From C/2 channels to C/2: the shift.</param>
    public AdditiveCoupling(Subnet net)
        : base(nameof(AdditiveCoupling))
    {
        this.net = net;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var halves = x.chunk(2, 1);
        return Preserving(MemoryLayout.Join(halves[0], halves[1].add(net.Forward(halves[0]))), withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        var halves = y.chunk(2, 1);
        return MemoryLayout.Join(halves[0], halves[1].sub(net.Forward(halves[0]))).MoveToOuterDisposeScope();
    }
}
