namespace InspectFlow.Model.Backbones;

/// <summary>A unit of a network: convolutions one after the other, and what is added to their result.</summary>
/// <param name="Path">The convolutions, with a rectifier between each two.</param>
/// <param name="Shortcut">What takes the input to the sum, or null.</param>
/// <param name="AddsInput">Whether the input is added as it is.</param>
/// <param name="Norm">The batch norm and rectifier before the path (pre-activation), or null; what is added goes past it.</param>
internal sealed record UnitPlan(
    IReadOnlyList<ConvolutionPlan> Path, ConvolutionPlan? Shortcut, bool AddsInput, string? Norm = null)
{
    /// <summary>Gets the channels that come in.</summary>
    public int Inputs => Path[0].Inputs;
}
