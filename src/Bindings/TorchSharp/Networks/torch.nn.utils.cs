using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients by one factor so that the norm over all of them is at most <paramref name="max_norm"/>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                Parameter[] parameters = [.. tensors];
                Native.ift_clip_grad_norm_(Native.Handles(parameters), parameters.Length, max_norm, norm_type, out var norm);
                GC.KeepAlive(parameters);
                return norm;
            }
        }
    }
}
