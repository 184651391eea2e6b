using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Linear algebra. One declaration for each function of that part of native/torch/math.cpp.
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linalg_inv(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linalg_cholesky(torch.Tensor t);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linalg_solve(torch.Tensor a, torch.Tensor b, Flag left);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ift_linalg_solve_triangular(torch.Tensor a, torch.Tensor b, Flag upper, Flag left, Flag unit);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_slogdet(torch.Tensor t, out torch.Tensor sign, out torch.Tensor logabsdet);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_eigh(torch.Tensor t, Flag upper, out torch.Tensor values, out torch.Tensor vectors);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_qr(torch.Tensor t, int mode, out torch.Tensor q, out torch.Tensor r);

    [LibraryImport(Library)]
    internal static partial Status ift_linalg_lu_factor(torch.Tensor t, Flag pivot, out torch.Tensor lu, out torch.Tensor pivots);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_linalg_lu(torch.Tensor t, Flag pivot);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_lu_unpack(torch.Tensor data, torch.Tensor pivots, Flag unpackData, Flag unpackPivots);

    [LibraryImport(Library)]
    internal static partial IntPtr ift_linalg_svd(torch.Tensor t, Flag full);
}
