using System.Diagnostics;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>The stages of a scan, each alone and all together, in images per second.</summary>
internal sealed class StageRates : IDisposable
{
    public const string OneWorker = "read, decode, prepare: one worker";
    public const string AllWorkers = "read, decode, prepare: all workers";
    public const string Flow = "flow with maps";
    public const string Scores = "flow and all scores";
    public const string Writing = "decide and store";
    public const string Together = "scan, from file to stored row";

    private readonly BenchmarkPlant plant;
    private readonly int cores;
    private readonly LineDefinition line;
    private readonly PreprocessingOptions preprocessing;
    private readonly SourceFile[] files;
    private readonly FlowScorer flow;
    private readonly ImageScorer scorer;
    private readonly List<PreparedBatch> batches = [];
    private readonly List<IReadOnlyList<ScoredImage>> scored = [];

    private StageRates(BenchmarkPlant plant, int cores)
    {
        this.plant = plant;
        this.cores = cores;
        line = LineDefinition.Load(plant.Branch("stages", plant.Night));
        preprocessing = BundlePreprocessing.Of(plant.Bundle);
        files = [.. new FolderSource(line.RequireSource(), TimeProvider.System)
            .List(p => throw new IOException(p.Reason), CancellationToken.None)];
        var scoring = new FlowScorerOptions { BatchSize = line.Scan.BatchSize, Device = "cpu", Threads = cores };
        flow = new FlowScorer(plant.Bundle, scoring);
        scorer = new ImageScorer(plant.Bundle, preprocessing, scoring, line.PeakPercentOf(line.Model.Family));
    }

    /// <summary>Gets the prepared images, one after the other.</summary>
    public byte[] Pixels { get; private set; } = [];

    /// <summary>Prepares and scores all images once, for the stages that begin with what the one before them made.</summary>
    public static async Task<StageRates> PrepareAsync(BenchmarkPlant plant, int cores)
    {
        var stages = new StageRates(plant, cores);
        await foreach (var batch in stages.Ingest(cores).RunAsync(stages.files).ConfigureAwait(false))
        {
            stages.batches.Add(batch);
            stages.scored.Add(stages.scorer.Score(batch));
        }

        stages.Pixels = [.. stages.batches.SelectMany(b => b.Pixels.Take(b.RowCount * b.RowBytes))];
        return stages;
    }

    /// <summary>Measures all stages in turn.</summary>
    public Task<IReadOnlyList<Series>> MeasureAsync(int rounds) => Series.AlternateAsync(
        rounds,
        [
            (OneWorker, () => IngestAsync(workers: 1)),
            (AllWorkers, () => IngestAsync(cores)),
            (Flow, () => Task.FromResult(Timed(() => flow.Score(Pixels, files.Length)))),
            (Scores, () => Task.FromResult(Timed(() => batches.ForEach(b => scorer.Score(b))))),
            (Writing, () => Task.FromResult(Write())),
            (Together, ScanAsync),
        ]);

    public void Dispose()
    {
        flow.Dispose();
        scorer.Dispose();
        batches.ForEach(b => b.Dispose());
    }

    private BatchPipeline Ingest(int workers) => new(
        new BatchOptions { BatchSize = line.Scan.BatchSize, Workers = workers }, line.Decoding, preprocessing, TimeProvider.System);

    private async Task<double> IngestAsync(int workers)
    {
        var began = Stopwatch.GetTimestamp();
        var prepared = 0;
        await foreach (var batch in Ingest(workers).RunAsync(files).ConfigureAwait(false))
        {
            prepared += batch.RowCount;
            batch.Dispose();
        }

        return prepared == files.Length
            ? files.Length / Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new InvalidOperationException($"{files.Length - prepared} pictures could not be prepared.");
    }

    private double Timed(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return files.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private double Write()
    {
        using var session = LineSession.Open(LineDefinition.Load(plant.Branch("writing", plant.Night)), TimeProvider.System);
        var inForce = InForce.Load(session);
        var run = session.Store.BeginRun(new NewRun
        {
            LineId = session.Record.Id,
            Job = ScanRequest.Scan,
            NominalAt = TimeProvider.System.GetUtcNow(),
            ModelId = inForce.Model.Id,
            CalibrationId = inForce.Calibration.Id,
            Precision = line.Scan.Precision,
        }).Run;
        var writer = new ScanWriter(
            session,
            inForce,
            run,
            line.Scan.Precision,
            string.Empty,
            new Decider(inForce.Calibration),
            new AuditDraw(line.Scan.AuditSample, seed: 0),
            EarlierAttempts.None,
            isRetried: _ => false);
        return Timed(() =>
        {
            scored.ForEach(writer.Write);
            writer.Complete();
        });
    }

    private async Task<double> ScanAsync()
    {
        var definition = LineDefinition.Load(plant.Branch("together", plant.Night));
        using var session = LineSession.Open(definition, TimeProvider.System);
        var result = await new ScanRunner(session, new PipelineFactory(definition, TimeProvider.System), progress: null).RunAsync(
            new ScanRequest
            {
                Job = ScanRequest.Scan,
                NominalAt = TimeProvider.System.GetUtcNow(),
                Source = new FolderSource(definition.RequireSource(), TimeProvider.System),
            },
            CancellationToken.None).ConfigureAwait(false);
        return result.Timings!.Scored == files.Length
            ? result.Timings.ImagesPerSecond
            : throw new InvalidOperationException($"The scan scored {result.Timings.Scored} of {files.Length} pictures.");
    }
}
