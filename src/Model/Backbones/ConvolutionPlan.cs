namespace InspectFlow.Model.Backbones;

/// <summary>A convolution without a bias of its own, padded by half of its kernel, and the batch norm after it.</summary>
/// <param name="Name">The convolution's name in the file.</param>
/// <param name="Norm">The name of the batch norm that follows it at once, or null.</param>
/// <param name="Inputs">The channels that come in.</param>
/// <param name="Outputs">The channels that go out.</param>
/// <param name="Kernel">The kernel's side, odd.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="IsDepthwise">Whether each channel is convolved by itself.</param>
internal sealed record ConvolutionPlan(
    string Name, string? Norm, int Inputs, int Outputs, int Kernel, int Stride = 1, bool IsDepthwise = false)
{
    /// <summary>Gets the number of groups.</summary>
    public int Groups => IsDepthwise ? Inputs : 1;

    /// <summary>Gets the shape of the weights, [outputs,inputs of a group,k,k].</summary>
    public long[] Shape => [Outputs, Inputs / Groups, Kernel, Kernel];
}
