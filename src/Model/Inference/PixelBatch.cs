using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Puts prepared pixels on a device, as bytes: an eighth to a quarter of what floats would be to copy.</summary>
internal static class PixelBatch
{
    /// <summary>Copies whole images into a new tensor, uint8 [N,C,H,W].</summary>
    public static Tensor ToTensor(ReadOnlySpan<byte> pixels, FlowArchitecture architecture, Device device)
    {
        using var scope = NewDisposeScope();
        var count = pixels.Length / architecture.Dimensions;
        var batch = empty([count, architecture.Channels, architecture.Height, architecture.Width], ScalarType.Byte);
        pixels.CopyTo(batch.bytes);
        return batch.to(device).MoveToOuterDisposeScope();
    }
}
