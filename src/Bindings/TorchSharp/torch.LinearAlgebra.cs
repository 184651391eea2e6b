using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    public static Tensor inverse(Tensor input) => linalg.inv(input);

    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => linalg.slogdet(A);

    public static (Tensor P, Tensor? L, Tensor? U) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true, bool unpack_pivots = true)
    {
        var parts = Native.Take(Native.ift_lu_unpack(LU_data, LU_pivots, unpack_data, unpack_pivots));
        return (parts[0], parts[1], parts[2]);
    }

    /// <summary>Linear algebra, over the last two dimensions.</summary>
    public static class linalg
    {
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        public static Tensor inv(Tensor input) => Native.ift_linalg_inv(input);

        public static Tensor det(Tensor input) => input.det();

        public static Tensor cholesky(Tensor input) => Native.ift_linalg_cholesky(input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Native.ift_linalg_solve(A, B, left);

        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null)
        {
            var solution = Native.ift_linalg_solve_triangular(A, B, upper, left, unitriangular);
            if (@out is null)
                return solution;
            using (solution)
                return @out.copy_(solution);
        }

        public static (Tensor, Tensor) slogdet(Tensor input)
        {
            Native.ift_linalg_slogdet(input, out var sign, out var logarithm);
            return (sign, logarithm);
        }

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            Native.ift_linalg_eigh(input, UPLO is 'U' or 'u', out var values, out var vectors);
            return (values, vectors);
        }

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced)
        {
            Native.ift_linalg_qr(input, (int)mode, out var q, out var r);
            return (q, r);
        }

        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true)
        {
            var parts = Native.Take(Native.ift_linalg_lu(input, pivot));
            return (parts[0], parts[1], parts[2]);
        }

        public static (Tensor LU, Tensor? Pivots) lu_factor(Tensor input, bool pivot = true)
        {
            Native.ift_linalg_lu_factor(input, pivot, out var factors, out var pivots);
            return (factors, pivots);
        }

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            var parts = Native.Take(Native.ift_linalg_svd(input, fullMatrices));
            return (parts[0], parts[1], parts[2]);
        }

        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Native.ift_vector_norm(input, ord, dims, Native.Count(dims), keepdim);
    }
}
