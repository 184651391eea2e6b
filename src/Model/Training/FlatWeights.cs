using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// All trainable values of a module in one vector, and all gradients in another, of which the module's parameters become
/// views. Optimizer, gradient norm, averaging, snapshots and checkpoints then take a handful of operations instead of
/// some for each of several hundred parameters.
/// </summary>
internal sealed class FlatWeights : IDisposable
{
    private readonly List<Slice> slices = [];
    private readonly nn.Module module;

    /// <summary>Moves the module's parameters into the vector: kernels first, then what weight decay leaves alone.</summary>
    /// <param name="module">The module.</param>
    /// <param name="owner">The weights of a module of the same shape that this one is to share; null for its own.</param>
    public FlatWeights(nn.Module module, FlatWeights? owner = null)
    {
        this.module = module;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var parameters = module.named_parameters().OrderByDescending(p => IsKernel(p.name)).ToList();
        Values = owner?.Values.alias() ?? cat([.. parameters.Select(p => p.parameter.detach().flatten())]);
        Gradients = zeros_like(Values);
        long offset = 0;
        foreach (var (name, parameter) in parameters)
        {
            var length = parameter.numel();
            slices.Add(new Slice(name, offset, length));
            parameter.set_(Values.narrow(0, offset, length).view(parameter.shape));
            parameter.grad = Gradients.narrow(0, offset, length).view(parameter.shape);
            offset += length;
        }

        var kernels = parameters.Where(p => IsKernel(p.name)).Sum(p => p.parameter.numel());
        Kernels = Part(0, kernels);
        Others = Part(kernels, offset - kernels);
        Values.DetachFromDisposeScope();
        Gradients.DetachFromDisposeScope();
    }

    /// <summary>Gets every trainable value, [P].</summary>
    public Tensor Values { get; }

    /// <summary>Gets every gradient, [P]; backward passes add to it.</summary>
    public Tensor Gradients { get; }

    /// <summary>Gets the convolutions' and dense layers' kernels' part of the vector, or null when there are none.</summary>
    public Parameter? Kernels { get; }

    /// <summary>Gets the other values' part of the vector, or null when there are none.</summary>
    public Parameter? Others { get; }

    /// <summary>
    /// Names the first parameter, in the module's order, whose value is not finite, or else the first such gradient.
    /// </summary>
    public string? FirstNonFinite()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var order = module.named_parameters().Select((p, i) => (p.name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var inOrder = slices.OrderBy(s => order[s.Name]).ToList();
        return (inOrder.Find(s => !IsFinite(Values, s)) ?? inOrder.Find(s => !IsFinite(Gradients, s)))?.Name;
    }

    /// <summary>Whether every value is finite.</summary>
    public bool ValuesAreFinite()
    {
        using var scope = NewDisposeScope();
        return Values.isfinite().all().item<bool>();
    }

    /// <summary>Adds the gradients that others computed of the same weights, in their order.</summary>
    /// <param name="others">The others.</param>
    /// <returns>The norm of the sum.</returns>
    public double Gather(IEnumerable<FlatWeights> others)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var other in others)
        {
            Gradients.add_(other.Gradients);
        }

        return Gradients.norm().to(ScalarType.Float64).item<double>();
    }

    /// <summary>Copies values without recording it.</summary>
    /// <param name="values">The values.</param>
    public static Tensor Copy(Tensor values)
    {
        using var off = no_grad();
        return values.clone();
    }

    public void Dispose()
    {
        // The module keeps its values, which share this storage; only the gradients are given up.
        foreach (var parameter in module.parameters())
        {
            parameter.grad = null;
        }

        Kernels?.Dispose();
        Others?.Dispose();
        Values.Dispose();
        Gradients.Dispose();
    }

    // What a convolution or a dense layer multiplies by is called its weight; nothing else is.
    private static bool IsKernel(string name) => name.EndsWith(".weight", StringComparison.Ordinal);

    private static bool IsFinite(Tensor vector, Slice slice) =>
        vector.narrow(0, slice.Offset, slice.Length).isfinite().all().item<bool>();

    private Parameter? Part(long offset, long length)
    {
        if (length == 0)
        {
            return null;
        }

        var part = new Parameter(Values.narrow(0, offset, length));
        part.grad = Gradients.narrow(0, offset, length);
        part.DetachFromDisposeScope();
        return part;
    }

    private sealed record Slice(string Name, long Offset, long Length);
}
