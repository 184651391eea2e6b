namespace InspectFlow.Ingest;

/// <summary>
/// Files in the order in which they were listed, and the prepared images of those that are ready. The pixels belong to a
/// pool: they are overwritten after <see cref="Dispose"/>.
/// </summary>
public sealed class PreparedBatch : IDisposable
{
    private readonly BufferPool pool;
    private int disposed;

    internal PreparedBatch(BufferPool pool, byte[] pixels, int capacity, int rowCount, IReadOnlyList<PreparedItem> items)
    {
        this.pool = pool;
        Pixels = pixels;
        Capacity = capacity;
        RowCount = rowCount;
        Items = items;
    }

    /// <summary>
    /// Gets the prepared images: <see cref="Capacity"/> rows of channels × height × width bytes, channel after channel, red
    /// first. Rows from <see cref="RowCount"/> on are zero.
    /// </summary>
    public byte[] Pixels { get; }

    /// <summary>Gets the rows that there is room for: the batch size.</summary>
    public int Capacity { get; }

    /// <summary>Gets the rows in use; may be 0 where no file of the batch is ready.</summary>
    public int RowCount { get; }

    /// <summary>Gets the bytes of one row.</summary>
    public int RowBytes => Pixels.Length / Capacity;

    /// <summary>Gets all files of the batch, whatever became of them; those that are ready name their row.</summary>
    public IReadOnlyList<PreparedItem> Items { get; }

    /// <summary>Gives the pixels back to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            pool.Return(Pixels);
        }
    }
}
