using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Views to learn from and where they are painted on, as numbers of no device yet.</summary>
/// <param name="Pixels">The views, N×C×H×W.</param>
/// <param name="Masks">1 where a view is painted on, else 0, N×H×W.</param>
/// <param name="Count">N.</param>
/// <param name="Channels">C.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
internal sealed record PaintedViews(float[] Pixels, float[] Masks, int Count, int Channels, int Height, int Width)
{
    /// <summary>Copies them to a device.</summary>
    /// <param name="device">The device; null, the default: the processor.</param>
    /// <returns>The views, float32 [N,C,H,W], and the masks, float32 [N,1,H,W].</returns>
    public (Tensor Views, Tensor Masks) ToTensors(Device? device = null) => (
        tensor(Pixels, [Count, Channels, Height, Width], device: device),
        tensor(Masks, [Count, 1, Height, Width], device: device));
}
