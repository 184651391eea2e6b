using System.Globalization;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other, named by their position unless named otherwise.</summary>
public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly List<torch.nn.IModule<torch.Tensor, torch.Tensor>> _steps = [];

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => append(_steps.Count.ToString(CultureInfo.InvariantCulture), module);

    public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
    {
        register_module(name, (torch.nn.Module)module);
        _steps.Add(module);
        return this;
    }

    public override torch.Tensor forward(torch.Tensor tensor)
    {
        // What lies between two steps is freed at once.
        if (_steps.Count == 0)
            return tensor.alias();
        using var scope = torch.NewDisposeScope();
        var value = tensor;
        foreach (var step in _steps)
            value = step.call(value);
        return value.MoveToOuterDisposeScope();
    }
}
