using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Joined(tensors, dim, stack: false);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Joined(tensors.ToArray(), dim, stack: false);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Joined([.. tensors], dim, stack: true);

    private static Tensor Joined(IList<Tensor> tensors, long dim, bool stack)
    {
        var handles = Native.Handles(tensors);
        var joined = stack ? Native.ift_stack(handles, handles.Length, dim) : Native.ift_cat(handles, handles.Length, dim);
        GC.KeepAlive(tensors);
        return joined;
    }
}
