namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns. Takes over the reference of the tensor it is made from, which is invalid afterwards.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false) =>
        DisposeScope.ReplaceWith(data, this);
}
