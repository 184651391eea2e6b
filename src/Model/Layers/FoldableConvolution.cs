using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>
/// A convolution of stride 1 that keeps the size of its input and calculates in its input's precision. While it learns,
/// its weights are put together at every use; once folded, they are kept in the form in which they are applied.
/// </summary>
internal abstract class FoldableConvolution : nn.Module, IFoldable
{
    private bool isFolded;
    private Kernel? folded;

    /// <summary>Initializes a new instance of the <see cref="FoldableConvolution"/> class.</summary>
    /// <param name="name">The module's name.</param>
    private protected FoldableConvolution(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public void Fold()
    {
        folded?.Dispose();
        folded = null;
        isFolded = true;
    }

    /// <summary>Convolves.</summary>
    /// <param name="x">The input, [N,C,h,w], channels-last; of one precision and size once folded.</param>
    /// <returns>The output, [N,outputs,h,w], in any layout.</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        // How weights are laid out depends on the input, so that folding waits for the first one.
        var kernel = isFolded ? folded ??= Current(x).Keep() : Current(x);
        return kernel.Apply(x).MoveToOuterDisposeScope();
    }

    /// <summary>Puts the weights together.</summary>
    /// <returns>The weights, [outputs,inputs,k,k], and the biases, [outputs].</returns>
    protected abstract (Tensor Weight, Tensor Bias) Weights();

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

    private Kernel Current(Tensor x)
    {
        var (weight, bias) = Weights();
        return Kernel.For(weight.to(x.dtype), bias.to(x.dtype), x);
    }
}
