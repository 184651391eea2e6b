using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Native.ift_matmul(this, target);

        public Tensor mm(Tensor target) => Native.ift_mm(this, target);

        public Tensor det() => Native.ift_det(this);

        public Tensor logdet() => Native.ift_logdet(this);
    }
}
