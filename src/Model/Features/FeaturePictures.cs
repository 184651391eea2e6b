using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>Prepared pictures of one size from which an encoder learns. Borrows the bytes.</summary>
public sealed class FeaturePictures
{
    private readonly ReadOnlyMemory<byte> pixels;

    /// <summary>Initializes a new instance of the <see cref="FeaturePictures"/> class.</summary>
    /// <param name="pixels">The pictures, uint8 N×C×H×W; at least one.</param>
    /// <param name="channels">C, 1 or 3.</param>
    /// <param name="height">H, a multiple of 32.</param>
    /// <param name="width">W, a multiple of 32.</param>
    /// <exception cref="ArgumentException">The bytes are not whole pictures, or a size is not allowed.</exception>
    public FeaturePictures(ReadOnlyMemory<byte> pixels, int channels, int height, int width)
    {
        if (channels is not (1 or 3) || height < 1 || width < 1 || height % FeatureEncoder.SizeMultiple != 0 ||
            width % FeatureEncoder.SizeMultiple != 0)
        {
            throw new ArgumentException(
                $"Pictures have 1 or 3 channels and sides that are multiples of {FeatureEncoder.SizeMultiple}; these have {channels}, {height} and {width}.",
                nameof(channels));
        }

        var size = channels * height * width;
        if (pixels.IsEmpty || pixels.Length % size != 0)
        {
            throw new ArgumentException($"{pixels.Length} bytes are not whole pictures of {size} bytes.", nameof(pixels));
        }

        this.pixels = pixels;
        (Channels, Height, Width) = (channels, height, width);
    }

    /// <summary>Gets the number of pictures.</summary>
    public int Count => pixels.Length / (Channels * Height * Width);

    /// <summary>Gets C, 1 or 3.</summary>
    public int Channels { get; }

    /// <summary>Gets H in pixels.</summary>
    public int Height { get; }

    /// <summary>Gets W in pixels.</summary>
    public int Width { get; }

    /// <summary>Makes one picture an encoder's input.</summary>
    /// <param name="index">Which picture.</param>
    /// <returns>float32 [1,C,H,W] in 0..1.</returns>
    public Tensor ToTensor(int index)
    {
        using var scope = NewDisposeScope();
        var size = Channels * Height * Width;
        var bytes = empty([1, Channels, Height, Width], ScalarType.Byte);
        pixels.Span.Slice(index * size, size).CopyTo(bytes.bytes);
        return bytes.to(ScalarType.Float32).div(255).MoveToOuterDisposeScope();
    }
}
