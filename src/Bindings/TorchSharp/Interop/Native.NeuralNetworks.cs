using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

// What neural networks are made of. One declaration for each function of native/torch/nn.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_conv2d(torch.Tensor x, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, ReadOnlySpan<long> stride, int ns, ReadOnlySpan<long> padding, int np, ReadOnlySpan<long> dilation, int nd, long groups);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_conv2d_padding(torch.Tensor x, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, ReadOnlySpan<long> stride, int ns, Flag same, ReadOnlySpan<long> dilation, int nd, long groups);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linear(torch.Tensor x, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_silu(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_silu_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_relu6_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pad(torch.Tensor t, ReadOnlySpan<long> amounts, int n, int mode, double value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_avg_pool2d(torch.Tensor t, ReadOnlySpan<long> kernel, int nk, ReadOnlySpan<long> stride, int ns, ReadOnlySpan<long> padding, int np, Flag ceilMode, Flag countIncludePad, long divisor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_max_pool2d(torch.Tensor t, ReadOnlySpan<long> kernel, int nk, ReadOnlySpan<long> stride, int ns, ReadOnlySpan<long> padding, int np, ReadOnlySpan<long> dilation, int nd, Flag ceilMode);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_upsample_nearest2d(torch.Tensor t, ReadOnlySpan<long> size, int ns, ReadOnlySpan<double> scale, int nf);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_batch_norm(torch.Tensor t, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? mean, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? variance, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, Flag training, double momentum, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bce_with_logits(torch.Tensor t, torch.Tensor target, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? positiveWeight, long reduction);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_affine_grid(torch.Tensor theta, ReadOnlySpan<long> size, int n, Flag align);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_grid_sample(torch.Tensor t, torch.Tensor grid, int mode, int padding, Flag align);
}
