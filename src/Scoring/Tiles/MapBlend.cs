namespace InspectFlow.Scoring;

/// <summary>
/// Makes one local map of the maps of overlapping tiles. Within an overlap they fade into one another along straight ramps, one
/// for each side of the picture, whose weights add up to 1 at every pixel; so the tiles can be added one after the other and
/// nothing but the map itself is kept. What of a tile lies outside the picture, its padding, counts nothing.
/// </summary>
public sealed class MapBlend
{
    private readonly IReadOnlyList<int> columns;
    private readonly IReadOnlyList<int> rows;
    private readonly float[][] across;
    private readonly float[][] down;
    private readonly int tileWidth;
    private readonly int tileHeight;
    private readonly int width;
    private readonly int height;

    /// <summary>Initializes a new instance of the <see cref="MapBlend"/> class.</summary>
    /// <param name="columns">The left edges of the columns of tiles, ascending, in pixels of the picture.</param>
    /// <param name="rows">The upper edges of the rows of tiles, ascending.</param>
    /// <param name="tileWidth">A tile's width in pixels.</param>
    /// <param name="tileHeight">A tile's height in pixels.</param>
    /// <param name="values">Becomes the blended map, row by row; is cleared first.</param>
    /// <param name="width">The picture's width in pixels; the number of values divided by it is the height.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public MapBlend(
        IReadOnlyList<int> columns, IReadOnlyList<int> rows, int tileWidth, int tileHeight, float[] values, int width)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length == 0 || values.Length % width != 0)
        {
            throw new ArgumentException($"{values.Length} values are not whole rows of {width}.", nameof(values));
        }

        (this.columns, this.rows, this.tileWidth, this.tileHeight) = (columns, rows, tileWidth, tileHeight);
        (this.width, height) = (width, values.Length / width);
        Values = values;
        Array.Clear(values);
        across = BlendWeights.Of(columns, tileWidth, width);
        down = BlendWeights.Of(rows, tileHeight, height);
    }

    /// <summary>Gets the blended map, complete once every tile has been added.</summary>
    public float[] Values { get; }

    /// <summary>Adds a tile's map. The order of the tiles decides how sums are rounded, and nothing else.</summary>
    /// <param name="index">The tile, from 0, row of tiles after row.</param>
    /// <param name="map">Its map, row by row.</param>
    /// <exception cref="ArgumentException">The map has another size than a tile.</exception>
    public void Add(int index, ReadOnlySpan<float> map)
    {
        if (map.Length != tileWidth * tileHeight)
        {
            throw new ArgumentException($"The map has {map.Length} values, not {tileWidth}×{tileHeight}.", nameof(map));
        }

        var (column, row) = (index % columns.Count, index / columns.Count);
        var (x, y) = (columns[column], rows[row]);
        var (from, to) = (Math.Max(0, -x), Math.Min(tileWidth, width - x));
        var weights = across[column].AsSpan(from, to - from);
        for (var at = Math.Max(0, -y); at < Math.Min(tileHeight, height - y); at++)
        {
            var weight = down[row][at];
            var source = map.Slice((at * tileWidth) + from, weights.Length);
            var target = Values.AsSpan(((y + at) * width) + x + from, weights.Length);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] += source[i] * (weights[i] * weight);
            }
        }
    }

    /// <summary>
    /// Tells how much of a tile goes into the blend: 1 for one that overlaps none and has no padding. Over all tiles the shares add
    /// up to the picture's area in tiles, so that a sum of what tiles have, weighed by them, counts every pixel once.
    /// </summary>
    /// <param name="index">The tile.</param>
    /// <returns>The share, above 0 and at most 1.</returns>
    public double Share(int index) =>
        across[index % columns.Count].Sum(w => (double)w) * down[index / columns.Count].Sum(w => (double)w) / (tileWidth * tileHeight);
}
