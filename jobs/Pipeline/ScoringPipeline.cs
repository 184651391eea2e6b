using System.Threading.Channels;
using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>
/// Ingest → scorer → writer with a bounded channel between the stages, so that memory is set by the bounds and never
/// by the number of images. While scores are made from one batch's maps the next one goes through the flow. The first
/// failure of a stage stops the others and is thrown.
/// </summary>
internal sealed class ScoringPipeline(ImageScorer scorer, TimeProvider time)
{
    // Beside them one is being written and one waits for its place.
    private const int ScoredBatches = 1;

    // A batch of a tiled line can be one picture of many megabytes.
    private readonly int preparedBatches = scorer.IsTiled ? 1 : 2;
    private readonly TileCensus census = new();

    private Exception? failure;
    private long scored;
    private long scoreTicks;
    private long writeTicks;

    /// <summary>Gets the number of images scored so far.</summary>
    public long Scored => Interlocked.Read(ref scored);

    /// <summary>Gets in how many tiles pictures were looked at, for a person; null without tiling.</summary>
    public string? Tiles => census.ToText();

    /// <summary>Gets the time spent scoring so far, summed over the batches in flight.</summary>
    public TimeSpan ScoreTime => time.GetElapsedTime(0, Interlocked.Read(ref scoreTicks));

    /// <summary>Gets the time spent writing so far.</summary>
    public TimeSpan WriteTime => time.GetElapsedTime(0, Interlocked.Read(ref writeTicks));

    /// <summary>Runs all batches through the stages.</summary>
    /// <param name="batches">What ingest prepares.</param>
    /// <param name="write">Called with each batch's images in order, one batch at a time.</param>
    /// <param name="cancellationToken">Stops all stages, a batch under way after the passes that have begun; batches already scored are not written.</param>
    /// <returns>A task that ends when the last batch is written.</returns>
    public async Task RunAsync(
        IAsyncEnumerable<PreparedBatch> batches,
        Action<IReadOnlyList<ScoredImage>> write,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var prepared = Channel.CreateBounded<PreparedBatch>(preparedBatches);
        var results = Channel.CreateBounded<Task<IReadOnlyList<ScoredImage>>>(ScoredBatches);
        Task[] stages =
        [
            Task.Run(() => Guarded(() => ReadAsync(batches, prepared.Writer, stop.Token), stop), CancellationToken.None),
            Task.Run(() => Guarded(() => ScoreAsync(prepared.Reader, results.Writer, stop.Token), stop), CancellationToken.None),
            Task.Run(() => Guarded(() => WriteAsync(results.Reader, write, stop.Token), stop), CancellationToken.None),
        ];
        await Task.WhenAll(stages).ConfigureAwait(false);
        while (prepared.Reader.TryRead(out var left))
        {
            left.Dispose();
        }

        // The scorer must not be released under a batch that nobody waits for any more.
        while (results.Reader.TryRead(out var left))
        {
            await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static async Task ReadAsync(
        IAsyncEnumerable<PreparedBatch> batches, ChannelWriter<PreparedBatch> next, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await next.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                batch.Dispose();
                throw;
            }
        }

        next.Complete();
    }

    private async Task ScoreAsync(
        ChannelReader<PreparedBatch> source,
        ChannelWriter<Task<IReadOnlyList<ScoredImage>>> next,
        CancellationToken cancellationToken)
    {
        await foreach (var batch in source.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var scoring = Task.Run(() => Score(batch, cancellationToken), CancellationToken.None);
            try
            {
                await next.WriteAsync(scoring, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await ((Task)scoring).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }

        next.Complete();
    }

    private IReadOnlyList<ScoredImage> Score(PreparedBatch batch, CancellationToken cancellationToken)
    {
        using (batch)
        {
            var began = time.GetTimestamp();
            var images = scorer.Score(batch, cancellationToken);
            Interlocked.Add(ref scoreTicks, time.GetTimestamp() - began);
            Interlocked.Add(ref scored, images.Count(i => i.Scores is not null));
            return images;
        }
    }

    private async Task WriteAsync(
        ChannelReader<Task<IReadOnlyList<ScoredImage>>> source,
        Action<IReadOnlyList<ScoredImage>> write,
        CancellationToken cancellationToken)
    {
        await foreach (var scoring in source.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var images = await scoring.ConfigureAwait(false);
            var began = time.GetTimestamp();
            census.Add(images.Select(i => i.Item.Tiles));
            write(images);
            Interlocked.Add(ref writeTicks, time.GetTimestamp() - began);
        }
    }

    // A stage that fails stops the others; what they throw because of that is not the failure to report.
    private async Task Guarded(Func<Task> stage, CancellationTokenSource stop)
    {
        try
        {
            await stage().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }
}
