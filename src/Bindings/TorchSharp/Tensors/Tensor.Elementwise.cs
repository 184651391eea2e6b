using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor exp() => Native.ift_exp(this);

        public Tensor log() => Native.ift_log(this);

        public Tensor sqrt() => Native.ift_sqrt(this);

        public Tensor neg() => Native.ift_neg(this);

        public Tensor tanh() => Native.ift_tanh(this);

        public Tensor sigmoid() => Native.ift_sigmoid(this);

        public Tensor relu() => Native.ift_relu(this);

        public Tensor floor() => Native.ift_floor(this);

        public Tensor silu() => Native.ift_silu(this);

        public Tensor square() => pow(2);

        public Tensor relu_()
        {
            Native.ift_relu_(this);
            return this;
        }

        public Tensor relu6_()
        {
            Native.ift_relu6_(this);
            return this;
        }

        public Tensor zero_()
        {
            Native.ift_zero_(this);
            return this;
        }

        public Tensor silu_()
        {
            Native.ift_silu_(this);
            return this;
        }
    }
}
