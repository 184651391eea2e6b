using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Native.ift_matmul(this, target);

        public Tensor mm(Tensor target) => Native.ift_mm(this, target);

        public Tensor bmm(Tensor batch2) => Native.ift_bmm(this, batch2);

        public Tensor mv(Tensor target) => Native.ift_mv(this, target);

        public Tensor dot(Tensor target) => Native.ift_dot(this, target);

        public Tensor outer(Tensor vec2) => Native.ift_outer(this, vec2);

        public Tensor inner(Tensor vec2) => Native.ift_inner(this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Native.ift_addmm(this, mat1, mat2, beta, alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Native.ift_baddbmm(this, batch1, batch2, beta, alpha);

        public Tensor det() => Native.ift_det(this);

        public Tensor logdet() => Native.ift_logdet(this);

        public Tensor inverse() => linalg.inv(this);

        public Tensor matrix_exp() => Native.ift_matrix_exp(this);

        public Tensor trace() => Native.ift_trace(this);
    }
}
