using System.Globalization;
using static TorchSharp.torch;

namespace InspectFlow.Model;

/// <summary>
/// Turns pictures into maps of features, layer by layer from fine to coarse. The features of a picture are a function of
/// that picture alone: the same bits alone, in any batch and with any number of threads. Weights are frozen; no gradient
/// is recorded. Any number of threads may use an encoder at once.
/// </summary>
public abstract class FeatureEncoder : nn.Module
{
    /// <summary>What height and width of a picture must be multiples of.</summary>
    public const int SizeMultiple = 32;

    /// <summary>Initializes a new instance of the <see cref="FeatureEncoder"/> class.</summary>
    /// <param name="name">The module's name.</param>
    protected FeatureEncoder(string name)
        : base(name)
    {
    }

    /// <summary>Gets what the view of its features is called, for instance <c>texture</c>.</summary>
    public abstract string ViewName { get; }

    /// <summary>Gets the layers in the order of the maps.</summary>
    public abstract IReadOnlyList<FeatureLayer> Layers { get; }

    /// <summary>
    /// Gets the number of pooled statistics of one picture: three for each channel of each layer.
    /// </summary>
    public int PooledSize => 3 * Layers.Sum(l => l.Channels);

    /// <summary>Computes the maps.</summary>
    /// <param name="pixels">The pictures, float32 [N,C,H,W] in 0..1; C is 1 or 3, H and W are multiples of 32.</param>
    /// <returns>One map per layer, float32 [N,c,H/stride,W/stride].</returns>
    /// <exception cref="ArgumentException">The shape of <paramref name="pixels"/> does not fit.</exception>
    public abstract IReadOnlyList<Tensor> Encode(Tensor pixels);

    /// <summary>
    /// Computes the statistics of one picture and its maps together: of each layer the means of its channels over the
    /// picture, then their standard deviations (of the population), then their maxima. A layer finer than
    /// <paramref name="coarsest"/> may come averaged to that stride already, where that is all that is asked for.
    /// </summary>
    /// <param name="picture">One picture, as for <see cref="Encode"/>.</param>
    /// <param name="coarsest">The stride to which the maps may be averaged.</param>
    /// <returns>The statistics, [<see cref="PooledSize"/>], and one map per layer, [1,c,h,w].</returns>
    internal virtual FeaturePicture Measure(Tensor picture, int coarsest)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var maps = Encode(picture);
        var statistics = cat([.. maps.Select(FeaturePooling.Statistics)]);
        return new([.. maps.Select(m => m.MoveToOuterDisposeScope())], statistics.MoveToOuterDisposeScope());
    }

    /// <summary>Refuses pictures of a shape that an encoder does not take.</summary>
    /// <param name="pixels">The pictures.</param>
    /// <param name="channels">The channels that the encoder takes, or null for 1 or 3.</param>
    /// <exception cref="ArgumentException">The shape of <paramref name="pixels"/> does not fit.</exception>
    protected static void CheckPixels(Tensor pixels, int? channels = null)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var fits = pixels.dim() == 4 && (channels is { } c ? pixels.shape[1] == c : pixels.shape[1] is 1 or 3) &&
            pixels.shape[2] % SizeMultiple == 0 && pixels.shape[3] % SizeMultiple == 0;
        if (!fits || pixels.dtype != ScalarType.Float32)
        {
            throw new ArgumentException(
                $"The encoder takes pictures of shape [N,{channels?.ToString(CultureInfo.InvariantCulture) ?? "1 or 3"},H,W] of float32, " +
                $"H and W multiples of {SizeMultiple}; these are [{string.Join(',', pixels.shape)}] of {pixels.dtype}.",
                nameof(pixels));
        }
    }
}
