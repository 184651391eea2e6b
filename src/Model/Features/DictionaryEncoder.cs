using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace InspectFlow.Model;

/// <summary>
/// Features from dictionaries of picture patches, learned from good pictures in seconds by spherical k-means (Coates and
/// Ng, 2012): patches of 7 × 7 pixels at four scales, and a second dictionary of what stands side by side on a grid of
/// 8 pixels. Layers <c>scale1</c>, <c>scale2</c>, <c>scale4</c>, <c>scale8</c> (strides 2, 2, 4, 8) and <c>context</c>
/// (stride 8).
/// </summary>
public sealed class DictionaryEncoder : FeatureEncoder
{
    private readonly PatchLayer[] patches;
    private readonly ContextLayer context;
    private readonly int[] offsets;
    private readonly int features;

    /// <summary>
    /// Initializes a new instance of the <see cref="DictionaryEncoder"/> class whose features are all 0 until it is
    /// learned (<see cref="DictionaryLearner"/>) or its weights are loaded.
    /// </summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="channels">The pictures' channels, 1 or 3.</param>
    /// <exception cref="OptionsException"><paramref name="options"/> have faults; all are listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is neither 1 nor 3.</exception>
    public DictionaryEncoder(DictionaryOptions options, int channels)
        : base(nameof(DictionaryEncoder))
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, nameof(DictionaryOptions));
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Pictures have 1 or 3 channels.");
        }

        (Options, Channels) = (options, channels);
        patches = [.. options.Scales.Select(s => new PatchLayer(options, s, channels))];
        context = new ContextLayer(options);
        features = patches.Sum(p => p.Layer.Channels);
        offsets = [.. patches.Select((_, i) => patches.Take(i).Sum(p => p.Layer.Channels))];
        Layers = [.. patches.Select(p => p.Layer), context.Layer];
        foreach (var layer in patches)
        {
            register_module(layer.Layer.Name, layer);
        }

        register_module(context.Layer.Name, context);
    }

    /// <summary>Gets what the encoder is made of.</summary>
    public DictionaryOptions Options { get; }

    /// <summary>Gets the pictures' channels, 1 or 3.</summary>
    public int Channels { get; }

    /// <summary>Gets the least side of a picture in pixels: one patch of the coarsest scale.</summary>
    public int LeastSide => Options.LeastSide;

    /// <inheritdoc/>
    public override string ViewName => "texture";

    /// <inheritdoc/>
    public override IReadOnlyList<FeatureLayer> Layers { get; }

    /// <summary>Gets the dictionaries of the scales.</summary>
    internal IReadOnlyList<PatchLayer> Patches => patches;

    /// <summary>Gets the second dictionary.</summary>
    internal ContextLayer Context => context;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Encode(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Check(pixels);
        var maps = new Tensor[Layers.Count];
        for (var i = 0; i < maps.Length; i++)
        {
            var (layer, n) = (Layers[i], pixels.shape[0]);
            maps[i] = empty([n, pixels.shape[2] / layer.Stride, pixels.shape[3] / layer.Stride, layer.Channels], device: pixels.device);
        }

        for (var row = 0; row < pixels.shape[0]; row++)
        {
            using var inner = NewDisposeScope();
            var grid = Grid(pixels, row);
            for (var i = 0; i < maps.Length; i++)
            {
                Read(Respond(pixels, row, i, grid), i, grid, maps[i][row], null);
            }
        }

        return [.. maps.Select(m => m.permute(0, 3, 1, 2).MoveToOuterDisposeScope())];
    }

    /// <inheritdoc/>
    /// <remarks>On a processor, where maps on the grid will do, no finer ones are kept, which is several times as fast.</remarks>
    internal override FeaturePicture Measure(Tensor picture, int coarsest)
    {
        if (coarsest != ContextLayer.Stride || picture.device_type != DeviceType.CPU)
        {
            return base.Measure(picture, coarsest);
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        Check(picture);
        var grid = Grid(picture, 0);
        var contextMap = empty([1, grid.shape[1], grid.shape[2], Layers[^1].Channels]);
        var pooled = empty(PooledSize);
        var rest = Values(pooled);
        for (var i = 0; i < Layers.Count; i++)
        {
            var statistics = new ChannelStatistics(Layers[i].Channels);
            Read(Respond(picture, 0, i, grid), i, grid, i < patches.Length ? null : contextMap[0], statistics);
            statistics.CopyTo(rest);
            rest = rest[(3 * Layers[i].Channels)..];
        }

        var coarse = grid.permute(0, 3, 1, 2);
        Tensor[] maps =
        [
            .. patches.Select((_, i) => coarse.narrow(1, offsets[i], Layers[i].Channels)),
            contextMap.permute(0, 3, 1, 2),
        ];
        return new([.. maps.Select(m => m.MoveToOuterDisposeScope())], pooled.MoveToOuterDisposeScope());
    }

    /// <summary>Computes the first dictionaries' features on the grid that the second one sees.</summary>
    /// <param name="picture">One picture, [1,C,H,W].</param>
    /// <returns>The features, [1,H/8,W/8,features].</returns>
    internal Tensor Grid(Tensor picture)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Check(picture);
        var grid = Grid(picture, 0);
        for (var i = 0; i < patches.Length; i++)
        {
            Read(Respond(picture, 0, i, grid), i, grid, null, null);
        }

        return grid.MoveToOuterDisposeScope();
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static int Block(FeatureLayer layer) => ContextLayer.Stride / layer.Stride;

    private Tensor Grid(Tensor pixels, int row) =>
        empty([1, pixels.shape[2] / ContextLayer.Stride, pixels.shape[3] / ContextLayer.Stride, features], device: pixels.device);

    private void Check(Tensor pixels)
    {
        CheckPixels(pixels, Channels);
        if (pixels.shape[2] < LeastSide || pixels.shape[3] < LeastSide)
        {
            throw new ArgumentException(
                $"Pictures of {pixels.shape[3]} × {pixels.shape[2]} pixels are smaller than one patch of the coarsest " +
                $"scale, {LeastSide} pixels; use larger pictures or fewer scales.",
                nameof(pixels));
        }
    }

    private DictionaryResponses Respond(Tensor pixels, int row, int layer, Tensor grid) =>
        layer < patches.Length ? patches[layer].Respond(pixels.narrow(0, row, 1)) : context.Respond(grid);

    // Makes of one layer's responses its share of the grid and what else is wanted of them.
    private void Read(DictionaryResponses responses, int layer, Tensor grid, Tensor? map, ChannelStatistics? statistics)
    {
        var block = Block(Layers[layer]);
        var rows = responses.StripRows(block);
        for (var top = 0; top < responses.Height; top += rows)
        {
            using var scope = NewDisposeScope();
            var strip = responses.Strip(top, Math.Min(rows, responses.Height - top));
            var part = map?.narrow(0, top, strip.Height);
            var means = layer < patches.Length ? grid[0].narrow(0, top / block, strip.Height / block) : null;
            if (grid.device_type == DeviceType.CPU)
            {
                new ResponseReader(strip).Read(
                    block,
                    means is null ? default : Values(means)[offsets[layer]..],
                    features,
                    part is null ? default : Values(part),
                    statistics);
                continue;
            }

            var made = strip.ToFeatures();
            part?.copy_(made[0].permute(1, 2, 0));
            means?.narrow(2, offsets[layer], strip.Features).copy_(avg_pool2d(made, block)[0].permute(1, 2, 0));
        }
    }
}
