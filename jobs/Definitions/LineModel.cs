using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Definitions;

/// <summary>The form and size of the flow that a line trains. The size of its input follows from the line's preprocessing.</summary>
public sealed record LineModel
{
    /// <summary>Gets the form of the flow: <c>glow</c> or <c>realnvp</c>.</summary>
    /// <value>The default is <c>glow</c>.</value>
    [AllowedValues(FlowArchitecture.Glow, FlowArchitecture.RealNvp, ErrorMessage = "must be \"glow\" or \"realnvp\"")]
    [DefaultValue(FlowArchitecture.Glow)]
    public string Family { get; init; } = FlowArchitecture.Glow;

    /// <summary>Gets how many scales the flow has. Each halves width and height, so 2^levels must divide both.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 8)]
    [DefaultValue(3)]
    public int Levels { get; init; } = 3;

    /// <summary>Gets how many flow steps each scale has.</summary>
    /// <value>The default is 8.</value>
    [Range(1, 64)]
    [DefaultValue(8)]
    public int StepsPerLevel { get; init; } = 8;

    /// <summary>Gets how many channels the networks inside the couplings have.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 2048)]
    [DefaultValue(64)]
    public int HiddenChannels { get; init; } = 64;

    /// <summary>Gets what the coupling layers do: <c>affine</c> (scale and shift) or <c>additive</c> (shift only).</summary>
    /// <value>The default is <c>affine</c>.</value>
    [AllowedValues(FlowArchitecture.Affine, FlowArchitecture.Additive, ErrorMessage = "must be \"affine\" or \"additive\"")]
    [DefaultValue(FlowArchitecture.Affine)]
    public string Coupling { get; init; } = FlowArchitecture.Affine;

    /// <summary>Gives the architecture for prepared images of a given size.</summary>
    /// <param name="channels">The image's channels: 1 or 3.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <returns>The architecture, not yet validated.</returns>
    public FlowArchitecture ToArchitecture(int channels, int height, int width) => new()
    {
        Family = Family,
        Channels = channels,
        Height = height,
        Width = width,
        Levels = Levels,
        StepsPerLevel = StepsPerLevel,
        HiddenChannels = HiddenChannels,
        Coupling = Coupling,
    };
}
