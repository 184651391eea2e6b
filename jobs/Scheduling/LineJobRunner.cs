using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Reports;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Jobs.Training;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Scheduling;

/// <summary>Does the work of scheduled jobs and records each run under its key.</summary>
internal sealed class LineJobRunner(TimeProvider time) : ILineJobRunner, IRunHistory
{
    /// <summary>Gives the name under which the database keeps a job's runs.</summary>
    public static string NameOf(JobKind job) => job switch
    {
        JobKind.Scan => ScanRequest.Scan,
        JobKind.Calibrate => "calibrate",
        _ => "report",
    };

    /// <inheritdoc/>
    public bool IsDone(LineDefinition line, RunKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var session = LineSession.Open(line, time);
        return session.Store.FindRun(session.Record.Id, NameOf(key.Job), key.NominalInstantUtc)?.Status == RunStatus.Completed;
    }

    /// <inheritdoc/>
    public async Task<JobOutcome> RunAsync(
        LineDefinition line, JobKind job, DateTimeOffset nominalInstantUtc, CancellationToken cancellationToken)
    {
        using var session = LineSession.Open(line, time);
        var pipelines = new PipelineFactory(line, time);
        return job switch
        {
            JobKind.Scan => await ScanAsync(session, nominalInstantUtc, cancellationToken).ConfigureAwait(false),
            JobKind.Calibrate => await RecordedAsync(
                session, job, nominalInstantUtc, () => CalibrateAsync(session, pipelines, cancellationToken)).ConfigureAwait(false),
            _ => await RecordedAsync(
                session, job, nominalInstantUtc, () => ReportAsync(session, pipelines, cancellationToken)).ConfigureAwait(false),
        };
    }

    private async Task<JobOutcome> ScanAsync(
        LineSession session, DateTimeOffset nominal, CancellationToken cancellationToken)
    {
        var source = session.Line.RequireSource();
        ScanReport report;
        try
        {
            report = await ScanAndReport.RunAsync(
                session,
                progress: null,
                new ScanRequest { Job = ScanRequest.Scan, NominalAt = nominal, Source = new FolderSource(source, time) },
                session.Line.Output,
                ReportRunner.In(source),
                cancellationToken).ConfigureAwait(false);
        }
        catch (InspectFlowException e) when (e is not StorageException)
        {
            RecordNotBegun(session, nominal, e);
            throw;
        }

        return report.Scan switch
        {
            { WasDone: true } => JobOutcome.AlreadyDone,
            { Run.Unreadable: > 0 } or { Problems.Count: > 0 } => JobOutcome.DoneWithFailedImages,
            _ => JobOutcome.Done,
        };
    }

    // Nobody sits before a scheduled scan: that it could not even begin, and why at its latest attempt, stands with the line's runs.
    private static void RecordNotBegun(LineSession session, DateTimeOffset nominal, InspectFlowException reason)
    {
        if (session.Store.FindRun(session.Record.Id, ScanRequest.Scan, nominal) is null or { Status: RunStatus.Failed, CalibrationId: null })
        {
            var begun = session.Store.BeginRun(new NewRun { LineId = session.Record.Id, Job = ScanRequest.Scan, NominalAt = nominal });
            session.Store.FinishRun(begun.Run.Id, new RunEnd { Status = RunStatus.Failed, Error = reason.Message });
        }
    }

    private static async Task<JobOutcome> CalibrateAsync(
        LineSession session, PipelineFactory pipelines, CancellationToken cancellationToken)
    {
        var inForce = InForce.Load(session);
        var result = await new CalibrationRunner(session, pipelines).FromGoodImagesAsync(
            inForce,
            new CalibrationRequest
            {
                Score = DecidingScore.Of(session.Line, inForce.Model).Name,
                Percentiles = session.Line.Calibration.Percentiles,
                Activate = false,
                By = "schedule",
            },
            cancellationToken).ConfigureAwait(false);
        GoodGallery.Complete(session, inForce.Model, inForce.Bundle, cancellationToken);
        return result.Failed.Count > 0 ? JobOutcome.DoneWithFailedImages : JobOutcome.Done;
    }

    private static async Task<JobOutcome> ReportAsync(
        LineSession session, PipelineFactory pipelines, CancellationToken cancellationToken)
    {
        var run = session.Store.LastDecidingRun(session.Record.Id, ScanRequest.Scan);
        if (run is not null)
        {
            await new ReportRunner(session, pipelines).WriteAsync(
                run, session.Line.Output, ReportRunner.In(session.Line.Source), cancellationToken).ConfigureAwait(false);
        }

        return JobOutcome.Done;
    }

    // Scans record themselves; calibrations and reports are recorded here, so that they too run once an instant.
    private static async Task<JobOutcome> RecordedAsync(
        LineSession session, JobKind job, DateTimeOffset nominal, Func<Task<JobOutcome>> work)
    {
        var begun = session.Store.BeginRun(new NewRun { LineId = session.Record.Id, Job = NameOf(job), NominalAt = nominal });
        if (begun.Start is RunStart.AlreadyDone or RunStart.AlreadyRunning)
        {
            return JobOutcome.AlreadyDone;
        }

        try
        {
            var outcome = await work().ConfigureAwait(false);
            session.Store.FinishRun(begun.Run.Id, new RunEnd { Status = RunStatus.Completed });
            return outcome;
        }
        catch (OperationCanceledException)
        {
            session.Store.FinishRun(begun.Run.Id, new RunEnd { Status = RunStatus.Cancelled });
            throw;
        }
        catch (Exception e)
        {
            session.Store.FinishRun(begun.Run.Id, new RunEnd { Status = RunStatus.Failed, Error = e.Message });
            throw;
        }
    }
}
