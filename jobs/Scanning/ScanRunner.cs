using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scanning;

/// <summary>
/// Scores and decides what is new in a source, and records it. A scan that is killed at any instant is continued by the
/// next one: batches are stored whole, and what is stored is not done again.
/// </summary>
internal sealed class ScanRunner(LineSession session, PipelineFactory pipelines, IProgress<ProgressUpdate>? progress)
{
    // Below this many files one broken picture would decide over the run.
    private const long FewestForRatio = 10;

    /// <summary>Runs a scan with what is in force.</summary>
    /// <param name="request">What to scan.</param>
    /// <param name="cancellationToken">Stops between two batches; the run can be continued.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="TooManyFailuresException">More files were unreadable than the line allows.</exception>
    /// <exception cref="ModelMismatchException">The thresholds in force are of scores in another precision than the line's.</exception>
    public async Task<ScanResult> RunAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        var inForce = InForce.Load(session);
        if (!string.Equals(inForce.Calibration.Precision, pipelines.Precision, StringComparison.Ordinal))
        {
            throw new ModelMismatchException(
                inForce.Bundle.Path,
                $"the calibration in force was made of scores in {inForce.Calibration.Precision}, and {session.Line.SourceFile} scans in {pipelines.Precision}. " +
                "Set $.scan.precision back, or make thresholds for it by 'calibrate --images --activate'.");
        }

        var begun = session.Store.BeginRun(new NewRun
        {
            LineId = session.Record.Id,
            Job = request.Job,
            NominalAt = request.NominalAt,
            ModelId = inForce.Model.Id,
            CalibrationId = inForce.Calibration.Id,
            Precision = pipelines.Precision,
            Details = request.Details,
        });
        return begun.Start switch
        {
            RunStart.AlreadyDone => new(begun.Run, null, []) { Score = DecidingScore.InForce(session.Line, inForce.Model, inForce.Calibration) },
            RunStart.AlreadyRunning => throw new RunNotPossibleException(session.Line.Name, begun.Run.Id),
            _ => await RunAsync(request, inForce, begun, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<ScanResult> RunAsync(
        ScanRequest request, InForce inForce, BegunRun begun, CancellationToken cancellationToken)
    {
        var run = begun.Run;
        var earlier = EarlierAttempts.Of(session.Store, begun);
        var decider = new Decider(inForce.Calibration);
        var audit = new AuditDraw(session.Line.Scan.AuditSample, seed: run.NominalAt.UtcTicks);
        var pending = new PendingFiles(session, inForce, run, pipelines.Precision, request.PathPrefix, decider, audit, earlier);
        var writer = new ScanWriter(session, inForce, run, pipelines.Precision, request.PathPrefix, decider, audit, earlier, pending.IsRetried);
        var problems = new List<SourceProblem>();
        var total = CountAsync(request.Source, cancellationToken);
        PipelineTimings? timings = null;
        DateTimeOffset? firstScored = null;
        try
        {
            using var pipeline = pipelines.Open(inForce.Bundle, session.Line.Scan.BatchSize, EvidenceMaker.MapsFor(inForce));
            timings = await pipeline.RunAsync(
                pending.Of(request.Source.List(problems.Add, cancellationToken), request.Source.List(_ => { }, cancellationToken)),
                writer.IsKnown,
                images =>
                {
                    firstScored ??= images.Any(i => i.Scores is not null) ? session.Time.GetUtcNow() : null;
                    writer.Write(images);
                    progress?.Report(new(
                        pending.Known + writer.Tried,
                        total.IsCompletedSuccessfully ? total.Result : null,
                        $"{writer.Unreadable} unreadable"));
                },
                cancellationToken).ConfigureAwait(false);
            timings = timings with { FirstBatch = (firstScored - request.ProcessStart)?.TotalSeconds };
            writer.Fail(problems);
            writer.Complete();
        }
        catch (OperationCanceledException)
        {
            End(RunStatus.Cancelled, null);
            throw;
        }
        catch (Exception e)
        {
            End(RunStatus.Failed, e.Message);
            throw;
        }

        // The broken pictures of former nights are tried again but say nothing about this one. What earlier attempts of this run read
        // belongs to it; what they failed on was tried again just now.
        var limit = session.Line.Scan.MaxFailureRatio;
        var (unreadable, tried) = (writer.Unreadable - writer.UnreadableAgain, earlier.Read + writer.Tried - writer.UnreadableAgain);
        if (tried >= FewestForRatio && unreadable > limit * tried)
        {
            throw new TooManyFailuresException(
                session.Line.Name, End(RunStatus.Failed, "too many unreadable files"), unreadable, tried, limit);
        }

        return new(End(RunStatus.Completed, null), timings, [.. problems.Select(p => $"{p.Path}: {p.Reason}")])
        {
            Score = DecidingScore.InForce(session.Line, inForce.Model, inForce.Calibration),
        };

        RunRecord End(RunStatus status, string? error) => session.Store.FinishRun(run.Id, new RunEnd
        {
            Status = status,
            Listed = pending.Listed,
            Known = pending.Known + writer.Known,
            Waiting = pending.Waiting + writer.Waiting,
            Timings = timings is null ? null : JsonSerializer.Serialize(timings, LineJson.Options),
            Error = error,
        });
    }

    // Counted beside the scan, which lists its files as it needs them, so that the time left can be told.
    private Task<long> CountAsync(IImageSource source, CancellationToken cancellationToken) => progress is null
        ? Task.FromResult(0L)
        : Task.Run(() => source.List(_ => { }, cancellationToken).LongCount(), cancellationToken);
}
