using InspectFlow.Model.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InspectFlow.Model.Backbones;

/// <summary>The units up to the next halving of the resolution, and what counts to them of the next stage's beginning.</summary>
internal sealed class BackboneStage : nn.Module
{
    private readonly ModuleList<BackboneUnit> units = new();
    private readonly ChannelAffine? closing;

    /// <summary>Initializes a new instance of the <see cref="BackboneStage"/> class.</summary>
    /// <param name="plan">Its structure.</param>
    /// <param name="network">The network that it is of.</param>
    public BackboneStage(StagePlan plan, BackbonePlan network)
        : base(nameof(BackboneStage))
    {
        Plan = plan;
        foreach (var unit in plan.Units)
        {
            units.Add(new BackboneUnit(unit, network));
        }

        closing = plan.Closing is null ? null : new ChannelAffine(plan.Closing, plan.Channels);
        RegisterComponents();
    }

    /// <summary>Gets the stage's structure.</summary>
    public StagePlan Plan { get; }

    /// <summary>Applies the stage.</summary>
    /// <param name="x">The input, [N,C,h,w], channels-last; it is left as it is.</param>
    /// <returns>The stage's features, channels-last.</returns>
    public Tensor Forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        foreach (var unit in units)
        {
            x = unit.Forward(x);
        }

        return (closing is null ? x : Rectifier.InPlace(closing.Forward(x))).MoveToOuterDisposeScope();
    }
}
