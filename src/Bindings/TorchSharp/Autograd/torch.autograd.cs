using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients.</summary>
    public static partial class autograd
    {
        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves' <see cref="Tensor.grad"/>.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            Native.ift_backward(
                Native.Handles(tensors), tensors.Count, Native.Handles(grad_tensors), grad_tensors?.Count ?? 0, retain_graph ?? create_graph, create_graph, Native.Handles(inputs), inputs?.Count ?? 0);
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }
    }
}
