namespace InspectFlow.Ingest;

/// <summary>
/// How a prepared picture is divided into overlapping tiles of one size. Along each side tiles are spread evenly: the first
/// begins with the picture and the last ends with it, so no tile leaves the picture, unless a side is shorter than a tile; then
/// one tile is centred over that side and what reaches over is padding.
/// </summary>
public sealed class TileLayout
{
    private readonly TileAxis columns;
    private readonly TileAxis rows;

    /// <summary>Initializes a new instance of the <see cref="TileLayout"/> class.</summary>
    /// <param name="width">The picture's width in prepared pixels; at least 1.</param>
    /// <param name="height">The picture's height in prepared pixels; at least 1.</param>
    /// <param name="tileWidth">A tile's width; at least 1.</param>
    /// <param name="tileHeight">A tile's height; at least 1.</param>
    /// <param name="overlap">The least overlap of two neighbours; at least 0 and below the tile's sides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the overlap as large as a tile.</exception>
    public TileLayout(int width, int height, int tileWidth, int tileHeight, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileHeight, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, Math.Min(tileWidth, tileHeight));
        (Width, Height, TileWidth, TileHeight, Overlap) = (width, height, tileWidth, tileHeight, overlap);
        columns = new(width, tileWidth, overlap);
        rows = new(height, tileHeight, overlap);
    }

    /// <summary>Gets the picture's width in prepared pixels.</summary>
    public int Width { get; }

    /// <summary>Gets the picture's height in prepared pixels.</summary>
    public int Height { get; }

    /// <summary>Gets a tile's width in pixels.</summary>
    public int TileWidth { get; }

    /// <summary>Gets a tile's height in pixels.</summary>
    public int TileHeight { get; }

    /// <summary>Gets the overlap asked for; neighbours overlap by this or more.</summary>
    public int Overlap { get; }

    /// <summary>Gets the left edges of the columns of tiles, ascending; one below 0 where the picture is narrower than a tile.</summary>
    public IReadOnlyList<int> Columns => columns;

    /// <summary>Gets the upper edges of the rows of tiles, ascending; one below 0 where the picture is lower than a tile.</summary>
    public IReadOnlyList<int> Rows => rows;

    /// <summary>Gets the number of tiles: columns × rows.</summary>
    public long Count => (long)columns.Count * rows.Count;

    /// <summary>Gives the upper left corner of a tile.</summary>
    /// <param name="index">The tile, from 0, row after row.</param>
    /// <returns>Its left and upper edge, in pixels of the picture.</returns>
    public (int X, int Y) At(int index) => (columns[index % columns.Count], rows[index / columns.Count]);

    /// <summary>Cuts a tile out of a picture.</summary>
    /// <param name="picture">The picture: planes of Height × Width bytes one behind the other.</param>
    /// <param name="x">The tile's left edge.</param>
    /// <param name="y">The tile's upper edge.</param>
    /// <param name="padValue">What stands where the tile leaves the picture.</param>
    /// <param name="tile">Takes as many planes of TileHeight × TileWidth bytes.</param>
    public void Cut(ReadOnlySpan<byte> picture, int x, int y, byte padValue, Span<byte> tile) =>
        TileCutter.Cut(picture, Width, Height, x, y, padValue, tile, TileWidth, TileHeight);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{columns.Count}×{rows.Count} of {TileWidth}×{TileHeight}, overlap at least {Overlap}");
}
