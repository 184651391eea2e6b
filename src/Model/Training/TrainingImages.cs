using System.Security.Cryptography;

namespace InspectFlow.Model;

/// <summary>
/// The images of a training run: the ones to fit, prepared at k times the flow's resolution, and the ones to select
/// on, at the flow's resolution. Borrows the arrays; they must not change while it is in use.
/// </summary>
public sealed class TrainingImages
{
    private readonly byte[] pixels;
    private readonly int[] fit;
    private readonly byte[] selectPixels;

    /// <summary>Initializes a new instance of the <see cref="TrainingImages"/> class.</summary>
    /// <param name="architecture">The flow's architecture; gives C, H and W.</param>
    /// <param name="pixels">The prepared images, uint8 N×C×kH×kW.</param>
    /// <param name="oversampling">
    /// k, from 1 to 4. Augmentation moves pixels by whole steps of the finer grid; 2 keeps shapes smooth to a quarter
    /// of a pixel at four times the memory of 1.
    /// </param>
    /// <param name="fit">The rows of <paramref name="pixels"/> to fit; at least one.</param>
    /// <param name="selectPixels">The images to select on, uint8 M×C×H×W; may be empty, then nothing stops early.</param>
    /// <exception cref="ArgumentException">The arrays don't hold whole images, or a row doesn't exist.</exception>
    public TrainingImages(
        FlowArchitecture architecture, byte[] pixels, int oversampling, IReadOnlyList<int> fit, byte[] selectPixels)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(selectPixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(oversampling, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oversampling, 4);
        Architecture = architecture;
        Oversampling = oversampling;
        RowLength = architecture.Dimensions * oversampling * oversampling;
        this.pixels = pixels;
        this.fit = [.. fit];
        this.selectPixels = selectPixels;

        if (pixels.Length % RowLength != 0 || selectPixels.Length % architecture.Dimensions != 0)
        {
            throw new ArgumentException(
                $"{pixels.Length} and {selectPixels.Length} bytes are not whole images of {RowLength} and {architecture.Dimensions}.",
                nameof(pixels));
        }

        if (this.fit.Length == 0 || Array.Exists(this.fit, r => r < 0 || r >= pixels.Length / RowLength))
        {
            throw new ArgumentException("At least one row must be fitted, and every row must exist.", nameof(fit));
        }
    }

    /// <summary>Gets the flow's architecture.</summary>
    public FlowArchitecture Architecture { get; }

    /// <summary>Gets k, how much finer than the flow's resolution the images to fit are.</summary>
    public int Oversampling { get; }

    /// <summary>Gets the bytes of one image to fit, C·kH·kW.</summary>
    public int RowLength { get; }

    /// <summary>Gets the number of images to fit.</summary>
    public int FitCount => fit.Length;

    /// <summary>Gets the number of images to select on.</summary>
    public int SelectCount => selectPixels.Length / Architecture.Dimensions;

    /// <summary>Gets one image to fit.</summary>
    /// <param name="index">From 0 to <see cref="FitCount"/> − 1.</param>
    /// <returns>Its pixels, uint8 C×kH×kW.</returns>
    public ReadOnlySpan<byte> Fit(int index) => pixels.AsSpan(checked(fit[index] * RowLength), RowLength);

    /// <summary>Gets one image to select on.</summary>
    /// <param name="index">From 0 to <see cref="SelectCount"/> − 1.</param>
    /// <returns>Its pixels, uint8 C×H×W.</returns>
    public ReadOnlySpan<byte> Select(int index) =>
        selectPixels.AsSpan(index * Architecture.Dimensions, Architecture.Dimensions);

    /// <summary>Digests the images, so that a checkpoint of other images is recognised.</summary>
    internal byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < FitCount; i++)
        {
            hash.AppendData(Fit(i));
        }

        hash.AppendData(selectPixels);
        return hash.GetHashAndReset();
    }
}
