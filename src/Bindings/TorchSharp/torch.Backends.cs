using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Settings of the libraries behind libtorch.</summary>
    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                /// <summary>Whether matrix products of float32 may use TF32.</summary>
                public static bool allow_tf32
                {
                    get => Native.ift_allow_tf32(false) != 0;
                    set => Native.ift_set_allow_tf32(false, value);
                }
            }
        }

        public static partial class cudnn
        {
            /// <summary>Whether convolutions of float32 may use TF32.</summary>
            public static bool allow_tf32
            {
                get => Native.ift_allow_tf32(true) != 0;
                set => Native.ift_set_allow_tf32(true, value);
            }
        }
    }
}
