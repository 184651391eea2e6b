using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// A convolution without bias and batch normalization (Ioffe and Szegedy, 2015) after it. Training normalises by the
/// batch's own statistics; scoring by stored ones, which folding puts into the kernel.
/// </summary>
internal sealed class NormalizedConvolution : nn.Module, IFoldable
{
    private const double Epsilon = 1e-5;

    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[]? dilation;
    private (Tensor Weight, Tensor Bias)? folded;
#pragma warning disable IDE0044 // A conversion to another precision or device replaces tensors through reflection.
    private Parameter weight;
    private Parameter scale;
    private Parameter shift;
    private Tensor mean;
    private Tensor variance;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="NormalizedConvolution"/> class.</summary>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="kernel">The kernel's side, odd.</param>
    /// <param name="stride">The stride.</param>
    /// <param name="random">Draws the weights: normal with variance 2 / fan-in (He et al., 2015).</param>
    public NormalizedConvolution(int inputs, int outputs, int kernel, int stride, KeyedRandom random)
        : base(nameof(NormalizedConvolution))
    {
        this.stride = [stride, stride];
        padding = [kernel / 2, kernel / 2];

        // A kernel of one place has no neighbours to be dilated. But libtorch gives an undilated one to BLAS on a thread of
        // its own, which is slower than oneDNN and sums in an order that depends on the number of threads.
        dilation = kernel == 1 ? [2, 2] : null;
        var values = new float[outputs * inputs * kernel * kernel];
        var deviation = Math.Sqrt(2.0 / (inputs * kernel * kernel));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * random.NextGaussian());
        }

        weight = nn.Parameter(tensor(values, [outputs, inputs, kernel, kernel]));
        scale = nn.Parameter(ones(outputs));
        shift = nn.Parameter(zeros(outputs));
        mean = zeros(outputs);
        variance = ones(outputs);
        RegisterComponents();
    }

    /// <summary>
    /// Gets or sets how much of a training batch's statistics goes into the stored ones; 0, the default, leaves them as they are.
    /// </summary>
    public double StatisticsShare { get; set; }

    /// <summary>Gets or sets the precision in which it calculates once folded; null: that of the weights.</summary>
    public ScalarType? Precision { get; set; }

    /// <inheritdoc/>
    public void Fold()
    {
        Release();
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var gain = scale.mul(variance.add(Epsilon).pow(-0.5));
        var type = Precision ?? weight.dtype;
        folded = (
            MemoryLayout.ChannelsLast(weight.mul(gain.view(-1, 1, 1, 1)).to(type)).DetachFromDisposeScope(),
            shift.sub(mean.mul(gain)).to(type, copy: true).DetachFromDisposeScope());
    }

    /// <summary>Convolves and normalises.</summary>
    /// <param name="x">The input, [N,inputs,h,w], channels-last.</param>
    /// <returns>The output, [N,outputs,h/stride,w/stride], channels-last, in the input's precision, or the folded kernel's.</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        if (folded is { } kernel && !training)
        {
            return SteadyConvolution.Apply(x.to(kernel.Weight.dtype), kernel.Weight, kernel.Bias, stride, padding, dilation)
                .MoveToOuterDisposeScope();
        }

        var y = nn.functional.conv2d(x, weight.to(x.dtype), null, stride, padding, dilation);
        return Normalize(y).MoveToOuterDisposeScope();
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

    private Tensor Normalize(Tensor y) =>
        training && StatisticsShare == 0
            ? nn.functional.batch_norm(y, null, null, scale, shift, training: true, eps: Epsilon)
            : nn.functional.batch_norm(y, mean, variance, scale, shift, training, StatisticsShare, Epsilon);

    private void Release()
    {
        folded?.Weight.Dispose();
        folded?.Bias.Dispose();
        folded = null;
    }
}
