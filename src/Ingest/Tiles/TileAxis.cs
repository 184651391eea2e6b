using System.Collections;

namespace InspectFlow.Ingest;

/// <summary>Where tiles begin along one side of a picture: evenly spread, the first at its start and the last flush with its end.</summary>
internal sealed class TileAxis : IReadOnlyList<int>
{
    private readonly int length;
    private readonly int tile;

    /// <summary>Lays n = ⌈(length − overlap) / (tile − overlap)⌉ tiles; one, centred, where the side is shorter than a tile.</summary>
    public TileAxis(int length, int tile, int overlap)
    {
        this.length = length;
        this.tile = tile;
        var step = tile - overlap;
        Count = length <= tile ? 1 : (int)(((long)length - overlap + step - 1) / step);
    }

    public int Count { get; }

    // Rounding down keeps neighbours at most ⌈(length − tile) / (n − 1)⌉ apart, which is no more than a step.
    public int this[int index] => Count == 1 ? (length - tile) / 2 : (int)((long)index * (length - tile) / (Count - 1));

    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
