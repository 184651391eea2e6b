using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>Turns an image into channels of one position: [N,C,h,w] to [N,C·h·w,1,1]. Log-det: 0.</summary>
public sealed class Flatten : FlowLayer
{
    private readonly int channels;
    private readonly int height;
    private readonly int width;

    /// <summary>Initializes a new instance of the <see cref="Flatten"/> class.</summary>
    /// <param name="channels">C.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    public Flatten(int channels, int height, int width)
        : base(nameof(Flatten)) => (this.channels, this.height, this.width) = (channels, height, width);

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        return Preserving(x.reshape(x.shape[0], -1, 1, 1), withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        return y.reshape(y.shape[0], channels, height, width).MoveToOuterDisposeScope();
    }
}
