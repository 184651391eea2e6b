using InspectFlow.Model.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>
/// A convolution with its batch norm folded in. Its weights are buffers: they are stored with a model and never learn.
/// </summary>
internal sealed class FrozenConvolution : nn.Module, IFoldable
{
    private readonly long[] stride;
    private readonly long[] padding;
    private (Tensor Weight, Tensor Bias)? folded;
#pragma warning disable IDE0044 // A conversion to another precision or device replaces buffers through reflection.
    private Tensor weight;
    private Tensor bias;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="FrozenConvolution"/> class, with weights of 0.</summary>
    /// <param name="plan">Its shape.</param>
    public FrozenConvolution(ConvolutionPlan plan)
        : base(nameof(FrozenConvolution))
    {
        Plan = plan;
        stride = [plan.Stride, plan.Stride];
        padding = [plan.Kernel / 2, plan.Kernel / 2];
        weight = zeros(plan.Shape);
        bias = zeros(plan.Outputs);
        RegisterComponents();
    }

    /// <summary>Gets the convolution's shape and its names in a file.</summary>
    public ConvolutionPlan Plan { get; }

    /// <summary>Gets or sets the precision in which it calculates from the next folding on; null: that of its weights.</summary>
    public ScalarType? Precision { get; set; }

    /// <summary>Sets the weights.</summary>
    /// <param name="newWeight">[outputs,inputs of a group,k,k].</param>
    /// <param name="newBias">[outputs].</param>
    public void Set(Tensor newWeight, Tensor newBias)
    {
        weight.copy_(newWeight);
        bias.copy_(newBias);
    }

    /// <inheritdoc/>
    public void Fold()
    {
        Release();
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var type = Precision ?? weight.dtype;
        folded = (
            MemoryLayout.ChannelsLast(weight.to(type, copy: true)).DetachFromDisposeScope(),
            bias.to(type, copy: true).DetachFromDisposeScope());
    }

    /// <summary>Convolves.</summary>
    /// <param name="x">The input, [N,inputs,h,w], channels-last.</param>
    /// <returns>The output, [N,outputs,h',w'], channels-last, in the precision of the folded weights; never the input itself.</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (kernel, offset) = folded ?? throw new InvalidOperationException("The backbone must be folded first.");
        x = x.to(kernel.dtype);

        // A kernel of one place looks at the same place however far its neighbours would be apart. But a dilated one always
        // goes to oneDNN, while for an undilated one on a thread of its own libtorch calls BLAS: half as fast, and its sums
        // depend on the number of threads.
        long[]? dilation = x.device_type == DeviceType.CPU && Plan.Kernel == 1 ? [2, 2] : null;
        return SteadyConvolution.Apply(x, kernel, offset, stride, padding, dilation, Plan.Groups).MoveToOuterDisposeScope();
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
        folded?.Weight.Dispose();
        folded?.Bias.Dispose();
        folded = null;
    }
}
