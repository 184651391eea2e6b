using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// Turns each 2 × 2 block of positions into channels: [N,C,h,w] to [N,4C,h/2,w/2] (RealNVP, section 3.6). Channel c's
/// block becomes channels 4c to 4c + 3, row by row.
/// </summary>
/// <remarks>
/// The output is channel-major in memory (see MemoryLayout); the layers after it keep that.
/// </remarks>
public sealed class Squeeze : FlowLayer
{
    /// <summary>Initializes a new instance of the <see cref="Squeeze"/> class.</summary>
    public Squeeze()
        : base(nameof(Squeeze))
    {
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2] / 2, x.shape[3] / 2);
        var blocks = x.permute(1, 0, 2, 3).reshape(c, n, h, 2, w, 2);
        var y = blocks.permute(0, 3, 5, 1, 2, 4).reshape(4 * c, n, h, w).permute(1, 0, 2, 3);
        return Preserving(y, withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        var (n, c, h, w) = (y.shape[0], y.shape[1] / 4, y.shape[2], y.shape[3]);
        return y.reshape(n, c, 2, 2, h, w).permute(0, 1, 4, 2, 5, 3).reshape(n, c, 2 * h, 2 * w)
            .MoveToOuterDisposeScope();
    }
}
