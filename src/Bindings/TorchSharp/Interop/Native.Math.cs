using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Element-wise arithmetic and comparison. One declaration for each function of that part of native/torch/math.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_exp(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_log(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sqrt(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_neg(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_tanh(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sigmoid(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_relu(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_floor(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_isfinite(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_all(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_det(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_logdet(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_addmm(torch.Tensor t, torch.Tensor a, torch.Tensor b, double beta, double alpha);

    [LibraryImport(Library)]
    internal static partial Status ift_relu_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_zero_(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mul(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mul_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_div_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_pow_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_lt_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_gt_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_mul_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_matmul(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_mm(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_add(torch.Tensor a, torch.Tensor b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_add_scalar(torch.Tensor a, Scalar? b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial Status ift_add_(torch.Tensor a, torch.Tensor b, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sub(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_sub_scalar(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial Status ift_sub_(torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_sub_scalar_(torch.Tensor a, Scalar? b);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_div_rounded_scalar(torch.Tensor a, Scalar? b, int rounding);

    [LibraryImport(Library)]
    internal static partial Status ift_fill_(torch.Tensor t, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_clamp(torch.Tensor t, Scalar? low, Scalar? high);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_addcmul(torch.Tensor t, torch.Tensor a, torch.Tensor b, Scalar? value);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_where(torch.Tensor condition, torch.Tensor a, torch.Tensor b);

    [LibraryImport(Library)]
    internal static partial Status ift_allclose(torch.Tensor a, torch.Tensor b, double rtol, double atol, Flag equalNan, out int @out);

    [LibraryImport(Library)]
    internal static partial Status ift_equal(torch.Tensor a, torch.Tensor b, out int @out);
}
