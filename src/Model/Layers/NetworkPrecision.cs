using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>The precision of networks inside of a flow, whose weights, latents and densities keep theirs.</summary>
internal static class NetworkPrecision
{
    /// <summary>Sets the precision of the couplings' networks of a module and of the one that learned features.</summary>
    /// <param name="module">The module.</param>
    /// <param name="precision">The precision; null: that of the input.</param>
    public static void Use(nn.Module module, ScalarType? precision)
    {
        foreach (var part in module.modules())
        {
            if (part is Subnet subnet)
            {
                subnet.Precision = precision;
            }
            else if (part is NormalizedConvolution convolution)
            {
                convolution.Precision = precision;
            }
        }
    }
}
