using System.Runtime.CompilerServices;

namespace InspectFlow.Ingest;

/// <summary>
/// Turns listed files into batches of prepared images: several workers read, decode and prepare, order is kept, and what is
/// under way is bounded. A file that cannot be used becomes an item with the reason and never ends the run.
/// </summary>
public sealed class BatchPipeline
{
    private readonly BatchOptions batching;
    private readonly ImageDecoder decoder;
    private readonly PreprocessingOptions preprocessing;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="BatchPipeline"/> class.</summary>
    /// <param name="batching">How images are gathered.</param>
    /// <param name="decoding">The limits of decoding.</param>
    /// <param name="preprocessing">What the model's input looks like.</param>
    /// <param name="time">Measures the stages.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public BatchPipeline(BatchOptions batching, DecodingOptions decoding, PreprocessingOptions preprocessing, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(batching);
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(time);
        OptionsValidator.Validate(batching, "the batch options");
        OptionsValidator.Validate(preprocessing, "the preprocessing options");
        if ((long)preprocessing.CountBytes() * batching.BatchSize > Array.MaxLength)
        {
            throw new OptionsException("the batch options", [new("$.batchSize", $"must be at most {Array.MaxLength / preprocessing.CountBytes()} for images of this size")]);
        }

        this.batching = batching;
        this.preprocessing = preprocessing;
        this.time = time;
        decoder = new(decoding);
    }

    /// <summary>Gets where the time of all runs of this pipeline went.</summary>
    public IngestTimings Timings { get; } = new();

    /// <summary>Prepares files.</summary>
    /// <param name="files">The files, listed lazily on another thread.</param>
    /// <param name="isKnown">
    /// Tells for a content hash whether the content needs no preparation; called from several threads. Null: none is known.
    /// </param>
    /// <param name="cancellationToken">Stops listing and preparing; images being decoded are finished first.</param>
    /// <returns>The batches, in the order of the files. The caller disposes each.</returns>
    /// <exception cref="SourceException">The files' source failed while it was listed.</exception>
    public async IAsyncEnumerable<PreparedBatch> RunAsync(
        IEnumerable<SourceFile> files,
        Func<string, bool>? isKnown = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var rows = new BufferPool();
        var settings = new LoaderSettings(decoder, preprocessing, time, Timings, rows, isKnown);
        var loading = OrderedWorkers.LoadAsync(files, settings, batching, cancellationToken);
        var gathered = preprocessing.Tiling is null ? InRowsAsync(loading, rows) : InTilesAsync(loading, rows);
        await foreach (var batch in gathered.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    private async IAsyncEnumerable<PreparedBatch> InRowsAsync(IAsyncEnumerable<LoadedImage> loading, BufferPool rows)
    {
        var rowBytes = preprocessing.CountBytes();
        var batches = new BufferPool();
        var pixels = batches.Rent(rowBytes * batching.BatchSize);
        var items = new List<PreparedItem>();
        var rowCount = 0;
        await foreach (var loaded in loading.ConfigureAwait(false))
        {
            if (loaded.Pixels is { } row)
            {
                row.CopyTo(pixels.AsSpan(rowCount * rowBytes));
                rows.Return(row);
                items.Add(loaded.Item with { Row = rowCount++ });
            }
            else
            {
                items.Add(loaded.Item);
            }

            if (rowCount == batching.BatchSize || items.Count == batching.MaxItems)
            {
                yield return Close(batches, pixels, rowCount, items);
                pixels = batches.Rent(pixels.Length);
                items = [];
                rowCount = 0;
            }
        }

        if (items.Count > 0)
        {
            yield return Close(batches, pixels, rowCount, items);
        }
    }

    // A batch is full with as many tiles as rows, so that one large picture is a batch by itself.
    private async IAsyncEnumerable<PreparedBatch> InTilesAsync(IAsyncEnumerable<LoadedImage> loading, BufferPool buffers)
    {
        var pictures = new List<byte[]?>();
        var items = new List<PreparedItem>();
        var rowCount = 0;
        await foreach (var loaded in loading.ConfigureAwait(false))
        {
            var item = loaded.Pixels is null ? loaded.Item : loaded.Item with { Row = rowCount };
            rowCount += item.RowCount;
            items.Add(item);
            pictures.Add(loaded.Pixels);
            if (rowCount >= batching.BatchSize || items.Count == batching.MaxItems)
            {
                yield return new(buffers, pictures, rowCount, items);
                (pictures, items, rowCount) = ([], [], 0);
            }
        }

        if (items.Count > 0)
        {
            yield return new(buffers, pictures, rowCount, items);
        }
    }

    private PreparedBatch Close(BufferPool batches, byte[] pixels, int rowCount, List<PreparedItem> items)
    {
        pixels.AsSpan(rowCount * preprocessing.CountBytes()).Clear();
        return new(batches, pixels, batching.BatchSize, rowCount, items);
    }
}
