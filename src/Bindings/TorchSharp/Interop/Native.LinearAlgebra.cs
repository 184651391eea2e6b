using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Linear algebra. One declaration for each function of that part of native/torch/math.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linalg_inv(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_slogdet(torch.Tensor t, out torch.Tensor sign, out torch.Tensor logabsdet);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_eigh(torch.Tensor t, Flag upper, out torch.Tensor values, out torch.Tensor vectors);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_qr(torch.Tensor t, int mode, out torch.Tensor q, out torch.Tensor r);
}
