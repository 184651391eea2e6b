using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>A log-scale that cannot leave (−b, b): b · tanh(raw / b), which near 0 is raw itself.</summary>
internal static class BoundedLogScale
{
    /// <summary>Bounds a raw log-scale.</summary>
    /// <param name="raw">What a subnetwork says.</param>
    /// <param name="bound">b.</param>
    /// <returns>The log-scale.</returns>
    public static Tensor Of(Tensor raw, double bound) => raw.mul(1 / bound).tanh().mul(bound);
}
