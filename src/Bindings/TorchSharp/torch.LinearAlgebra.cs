using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
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
    }
}
