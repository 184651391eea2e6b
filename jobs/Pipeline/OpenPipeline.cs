using InspectFlow.Ingest;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>The scoring path, ready for files.</summary>
internal sealed class OpenPipeline(
    ImageScorer scorer, BatchPipeline ingest, IReadOnlyCollection<string> notices, TimeProvider time) : IDisposable
{
    /// <summary>Prepares, scores and hands on files.</summary>
    /// <param name="files">The files, listed as they are needed.</param>
    /// <param name="isKnown">Tells whether a content needs no score any more.</param>
    /// <param name="write">Called with each batch's files in order.</param>
    /// <param name="cancellationToken">Stops all stages.</param>
    /// <returns>Where the time went.</returns>
    public async Task<PipelineTimings> RunAsync(
        IEnumerable<SourceFile> files,
        Func<string, bool> isKnown,
        Action<IReadOnlyList<ScoredImage>> write,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var pipeline = new ScoringPipeline(scorer, time);
        await pipeline.RunAsync(ingest.RunAsync(files, isKnown, cancellationToken), write, cancellationToken).ConfigureAwait(false);
        var timings = ingest.Timings;
        return new()
        {
            Scored = pipeline.Scored,
            Tiles = pipeline.Tiles,
            Elapsed = time.GetElapsedTime(began).TotalSeconds,
            Read = timings.Read.TotalSeconds,
            Decode = timings.Decode.TotalSeconds,
            Prepare = timings.Prepare.TotalSeconds,
            Score = pipeline.ScoreTime.TotalSeconds,
            Write = pipeline.WriteTime.TotalSeconds,
            Device = scorer.Device,
            Notices = [.. notices],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => scorer.Dispose();
}
