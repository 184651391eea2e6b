using static TorchSharp.torch;

namespace InspectFlow.Model.Layers;

/// <summary>A fixed permutation of the channels. Log-det: 0.</summary>
public sealed class Permutation : FlowLayer
{
#pragma warning disable IDE0044 // A conversion to another device replaces buffers through reflection.
    private Tensor order;
#pragma warning restore IDE0044

    /// <summary>Initializes a new instance of the <see cref="Permutation"/> class.</summary>
    /// <param name="order">Output channel i is input channel <c>order[i]</c>; every channel once.</param>
    /// <exception cref="ArgumentException"><paramref name="order"/> is not a permutation.</exception>
    public Permutation(IReadOnlyList<int> order)
        : base(nameof(Permutation))
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!order.Order().SequenceEqual(Enumerable.Range(0, order.Count)))
        {
            throw new ArgumentException("Every channel must occur exactly once.", nameof(order));
        }

        this.order = tensor(order.Select(channel => (long)channel).ToArray());
        RegisterComponents();
    }

    /// <summary>A permutation that exchanges the first half of the channels with the second.</summary>
    /// <param name="channels">The number of channels, even.</param>
    /// <returns>The layer.</returns>
    public static Permutation SwapHalves(int channels) =>
        new([.. Enumerable.Range(0, channels).Select(i => (i + (channels / 2)) % channels)]);

    /// <summary>A permutation drawn at random; all are equally likely.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="random">Draws it.</param>
    /// <returns>The layer.</returns>
    public static Permutation Random(int channels, KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var drawn = Enumerable.Range(0, channels).ToArray();
        random.Shuffle(drawn.AsSpan());
        return new(drawn);
    }

    /// <inheritdoc/>
    public override LayerOutput Forward(Tensor x, bool withMap = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        return Preserving(x.index_select(1, order), withMap);
    }

    /// <inheritdoc/>
    public override Tensor Inverse(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        return y.index_select(1, order.argsort()).MoveToOuterDisposeScope();
    }
}
