using InspectFlow.Model.Layers;
using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// A batch norm with fixed statistics that no convolution precedes: x · scale + shift per channel. Starts as the identity.
/// </summary>
internal sealed class ChannelAffine : nn.Module, IFoldable
{
    private (Tensor Scale, Tensor Shift)? folded;
#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor scale;
    private Tensor shift;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="ChannelAffine"/> class.</summary>
    /// <param name="norm">The batch norm's name in a file, or null where it is none.</param>
    /// <param name="channels">The number of channels.</param>
    public ChannelAffine(string? norm, int channels)
        : base(nameof(ChannelAffine))
    {
        Norm = norm;
        scale = ones(channels);
        shift = zeros(channels);
        RegisterComponents();
    }

    /// <summary>Gets the batch norm's name in a file, or null where it is none.</summary>
    public string? Norm { get; }

    /// <summary>Sets the values.</summary>
    /// <param name="newScale">[channels].</param>
    /// <param name="newShift">[channels].</param>
    public void Set(Tensor newScale, Tensor newShift)
    {
        scale.copy_(newScale);
        shift.copy_(newShift);
    }

    /// <inheritdoc/>
    public void Fold()
    {
        Release();
        folded = (
            scale.view(1, -1, 1, 1).DetachFromDisposeScope(),
            shift.view(1, -1, 1, 1).DetachFromDisposeScope());
    }

    /// <summary>Applies the map.</summary>
    /// <param name="x">The input, [N,C,h,w], in the precision of the folded values.</param>
    /// <returns>The output, [N,C,h,w].</returns>
    public Tensor Forward(Tensor x)
    {
        var (factor, offset) = folded ?? throw new InvalidOperationException("The backbone must be folded first.");
        return offset.addcmul(x, factor, 1);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
        }

        base.Dispose(disposing);
    }

    private void Release()
    {
        folded?.Scale.Dispose();
        folded?.Shift.Dispose();
        folded = null;
    }
}
