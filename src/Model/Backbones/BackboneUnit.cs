using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>A residual unit of any of the networks: convolutions in a row, plus the input or a convolution of it.</summary>
internal sealed class BackboneUnit : nn.Module
{
    private readonly bool addsInput;
    private readonly bool rectifiesSum;
    private readonly bool isClipped;
    private readonly ChannelAffine? norm;
    private readonly ModuleList<FrozenConvolution> path = new();
    private readonly FrozenConvolution? shortcut;

    /// <summary>Initializes a new instance of the <see cref="BackboneUnit"/> class.</summary>
    /// <param name="plan">Its structure.</param>
    /// <param name="network">The network that it is of.</param>
    public BackboneUnit(UnitPlan plan, BackbonePlan network)
        : base(nameof(BackboneUnit))
    {
        addsInput = plan.AddsInput;
        rectifiesSum = network.RectifiesSums;
        isClipped = network.IsClipped;
        norm = plan.Norm is null ? null : new ChannelAffine(plan.Norm, plan.Inputs);
        foreach (var convolution in plan.Path)
        {
            path.Add(new FrozenConvolution(convolution));
        }

        shortcut = plan.Shortcut is null ? null : new FrozenConvolution(plan.Shortcut);
        RegisterComponents();
    }

    /// <summary>Applies the unit.</summary>
    /// <param name="x">The input, [N,C,h,w], channels-last; it is left as it is.</param>
    /// <returns>The output, channels-last.</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var value = norm is null ? x : Rectifier.InPlace(norm.Forward(x));
        for (var i = 0; i < path.Count; i++)
        {
            // Each convolution's output is a tensor of its own, so what follows can be done in place.
            value = path[i].Forward(i == 0 ? value : Rectify(value));
        }

        // Sums are of the precision of what comes in: what a network adds up over its units would lose too much in bfloat16.
        value = value.to(x.dtype);
        if (shortcut is not null)
        {
            value = value.add_(shortcut.Forward(x).to(x.dtype));
        }
        else if (addsInput)
        {
            value = value.add_(x);
        }

        return (rectifiesSum ? Rectify(value) : value).MoveToOuterDisposeScope();
    }

    private Tensor Rectify(Tensor x) => isClipped ? Rectifier.ClippedInPlace(x) : Rectifier.InPlace(x);
}
