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
    internal static partial torch.Tensor ift_conv_transpose2d(torch.Tensor x, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, ReadOnlySpan<long> stride, int ns, ReadOnlySpan<long> padding, int np, ReadOnlySpan<long> outputPadding, int no, ReadOnlySpan<long> dilation, int nd, long groups);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linear(torch.Tensor x, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_silu(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_silu_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_gelu(torch.Tensor t, int approximate);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_softplus(torch.Tensor t, double beta, double threshold);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log_sigmoid(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_leaky_relu(torch.Tensor t, Scalar? slope);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_elu(torch.Tensor t, Scalar? alpha, Scalar? scale, Scalar? inputScale);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_dropout(torch.Tensor t, double p, Flag training, Flag inPlace);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pad(torch.Tensor t, ReadOnlySpan<long> amounts, int n, int mode, double value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_avg_pool2d(torch.Tensor t, ReadOnlySpan<long> kernel, int nk, ReadOnlySpan<long> stride, int ns, ReadOnlySpan<long> padding, int np, Flag ceilMode, Flag countIncludePad, long divisor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_max_pool2d(torch.Tensor t, ReadOnlySpan<long> kernel, int nk, ReadOnlySpan<long> stride, int ns, ReadOnlySpan<long> padding, int np, ReadOnlySpan<long> dilation, int nd, Flag ceilMode);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_adaptive_avg_pool2d(torch.Tensor t, ReadOnlySpan<long> size, int n);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pixel_shuffle(torch.Tensor t, long factor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pixel_unshuffle(torch.Tensor t, long factor);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_im2col(torch.Tensor t, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding, ReadOnlySpan<long> stride);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_affine_grid(torch.Tensor theta, ReadOnlySpan<long> size, int n, Flag align);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_grid_sample(torch.Tensor t, torch.Tensor grid, int mode, int padding, Flag align);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_interpolate(torch.Tensor t, ReadOnlySpan<long> size, int n, ReadOnlySpan<double> scales, int m, int mode, Flag align, Flag recompute, Flag antialias);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_batch_norm(torch.Tensor x, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? mean, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? var, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, Flag training, double momentum, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_group_norm(torch.Tensor x, long groups, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_layer_norm(torch.Tensor x, ReadOnlySpan<long> shape, int n, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? bias, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_normalize(torch.Tensor t, double p, long dim, double eps);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mse_loss(torch.Tensor x, torch.Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_l1_loss(torch.Tensor x, torch.Tensor target, long reduction);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_cross_entropy(torch.Tensor x, torch.Tensor target, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, long reduction, long ignored, double smoothing);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_bce_with_logits(torch.Tensor x, torch.Tensor target, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] torch.Tensor? posWeight, long reduction);
}
