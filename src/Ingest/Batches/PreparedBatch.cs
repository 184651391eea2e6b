namespace InspectFlow.Ingest;

/// <summary>
/// Files in the order in which they were listed, and the prepared images of those that are ready. The pixels belong to a
/// pool: they are overwritten after <see cref="Dispose"/>.
/// </summary>
/// <remarks>
/// With tiling a row is a tile, and tiles are not cut before they are scored: overlapping ones would take up to several times the
/// picture's bytes. The batch then holds each prepared picture whole, with its <see cref="PreparedItem.Tiles"/>.
/// </remarks>
public sealed class PreparedBatch : IDisposable
{
    private readonly BufferPool pool;
    private readonly IReadOnlyList<byte[]?>? pictures;
    private int disposed;

    internal PreparedBatch(BufferPool pool, byte[] pixels, int capacity, int rowCount, IReadOnlyList<PreparedItem> items)
    {
        this.pool = pool;
        Pixels = pixels;
        Capacity = capacity;
        RowCount = rowCount;
        Items = items;
    }

    internal PreparedBatch(BufferPool pool, IReadOnlyList<byte[]?> pictures, int rowCount, IReadOnlyList<PreparedItem> items)
        : this(pool, [], rowCount, rowCount, items) => this.pictures = pictures;

    /// <summary>
    /// Gets the prepared images: <see cref="Capacity"/> rows of channels × height × width bytes, channel after channel, red
    /// first. Rows from <see cref="RowCount"/> on are zero. Empty with tiling.
    /// </summary>
    public byte[] Pixels { get; }

    /// <summary>Gets the rows that there is room for: the batch size; with tiling the rows in use.</summary>
    public int Capacity { get; }

    /// <summary>Gets the rows in use; may be 0 where no file of the batch is ready.</summary>
    public int RowCount { get; }

    /// <summary>Gets the bytes of one row of <see cref="Pixels"/>.</summary>
    public int RowBytes => Pixels.Length / Math.Max(1, Capacity);

    /// <summary>Gets all files of the batch, whatever became of them; those that are ready name their row.</summary>
    public IReadOnlyList<PreparedItem> Items { get; }

    /// <summary>Gives the prepared image of a ready item: its row, or with tiling the whole picture.</summary>
    /// <param name="item">The item's place in <see cref="Items"/>.</param>
    /// <returns>Channels × height × width bytes, channel after channel, red first; empty unless the item is ready.</returns>
    public ReadOnlySpan<byte> PixelsOf(int item) => Items[item].Row switch
    {
        < 0 => [],
        var row => pictures is null ? Pixels.AsSpan(row * RowBytes, RowBytes) : pictures[item],
    };

    /// <summary>Gives the pixels back to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            foreach (var buffer in pictures ?? [Pixels])
            {
                if (buffer is not null)
                {
                    pool.Return(buffer);
                }
            }
        }
    }
}
