namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What layers do, without their state.</summary>
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();
        }
    }
}
