using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Lines;

/// <summary>The form and size of the flow that a line trains. Its input's size follows from the line's preprocessing.</summary>
public sealed record LineModel
{
    /// <summary>Gets the form of the flow.</summary>
    /// <value>The default is <see cref="FlowFamily.Glow"/>.</value>
    [DefaultValue(FlowFamily.Glow)]
    public FlowFamily Family { get; init; } = FlowFamily.Glow;

    /// <summary>Gets how many scales the flow has; each halves width and height, which 2^levels must divide.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 8)]
    [DefaultValue(3)]
    public int Levels { get; init; } = 3;

    /// <summary>Gets how many flow steps each scale has.</summary>
    /// <value>The default is 8.</value>
    [Range(1, 64)]
    [DefaultValue(8)]
    public int StepsPerLevel { get; init; } = 8;

    /// <summary>Gets how many channels the hidden layers of a coupling's network have.</summary>
    /// <value>The default is 64.</value>
    [Range(4, 1024)]
    [DefaultValue(64)]
    public int HiddenChannels { get; init; } = 64;

    /// <summary>Gets what the coupling layers do.</summary>
    /// <value>The default is <see cref="CouplingKind.Affine"/>.</value>
    [DefaultValue(CouplingKind.Affine)]
    public CouplingKind Coupling { get; init; } = CouplingKind.Affine;
}
