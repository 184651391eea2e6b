using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of <paramref name="outputs"/> by <paramref name="inputs"/>; null where an input was not used and that is allowed.</summary>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var list = Native.ift_autograd_grad(
                Native.Handles(outputs), outputs.Count, Native.Handles(inputs), inputs.Count, Native.Handles(grad_outputs), grad_outputs?.Count ?? 0, retain_graph, create_graph, allow_unused);
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Native.Take(list);
        }

        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves' <see cref="Tensor.grad"/>.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            Native.ift_backward(
                Native.Handles(tensors), tensors.Count, Native.Handles(grad_tensors), grad_tensors?.Count ?? 0, retain_graph ?? create_graph, create_graph, Native.Handles(inputs), inputs?.Count ?? 0);
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
