using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The libraries that calculate for torch.</summary>
    public static partial class backends
    {
        /// <summary>NVIDIA's library of neural networks.</summary>
        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => Native.ift_cudnn_allow_tf32() != 0;
                set => Native.ift_cudnn_set_allow_tf32(value);
            }
        }
    }
}
