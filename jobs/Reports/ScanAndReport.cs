using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Reports;

/// <summary>Scans and writes the report, also of a scan that failed.</summary>
internal static class ScanAndReport
{
    private const int RunsLookedAt = 1000;

    /// <summary>Runs both.</summary>
    /// <param name="session">The line.</param>
    /// <param name="progress">Told how far the scan has come, or null.</param>
    /// <param name="request">What to scan.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="locate">Where the files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there, unless it throws that the report alone is missing.</param>
    /// <returns>The scan and its report.</returns>
    /// <exception cref="ReportNotWrittenException">The scan is complete, and something, a stop too, kept its report from being written.</exception>
    /// <exception cref="ReportFileException">The same, because a file of the report cannot be written.</exception>
    public static async Task<ScanReport> RunAsync(
        LineSession session,
        IProgress<ProgressUpdate>? progress,
        ScanRequest request,
        string folder,
        Func<string, string?> locate,
        CancellationToken cancellationToken)
    {
        var pipelines = new PipelineFactory(session.Line, session.Time);
        var report = new ReportRunner(session, pipelines);
        ScanResult result;
        try
        {
            result = await new ScanRunner(session, pipelines, progress).RunAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Else the page of the night before would pass for this one's. Another folder's scan is no night of the line, but its unreadable
            // files are to be listed.
            if (e is TooManyFailuresException || request is { Job: not ScanRequest.Scan } or { PathPrefix.Length: 0 })
            {
                await TellAsync(session, request, report, folder, locate, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }

        var command = Command(session.Line, request, result.Run, folder);
        try
        {
            return new(result, folder, await report.WriteAsync(Shown(session, result.Run), folder, locate, cancellationToken).ConfigureAwait(false));
        }
        catch (ReportFileException e) when (command is not null)
        {
            // The next scan finds nothing new, and what this one found would be in no report.
            throw new ReportFileException(e, command);
        }
        catch (Exception e) when (command is not null && e is (InspectFlowException or OperationCanceledException))
        {
            throw new ReportNotWrittenException(command, e);
        }
        catch (Exception e) when (command is not null)
        {
            // No fault of the installation's, so that it is told as a defect.
            throw new InvalidOperationException(ReportNotWrittenException.Describe(command, e), e);
        }
    }

    // What kept the scan from its end may keep the report from being written; the first of them is the one to tell.
    private static async Task TellAsync(
        LineSession session, ScanRequest request, ReportRunner report, string folder, Func<string, string?> locate, CancellationToken cancellationToken)
    {
        try
        {
            if (session.Store.FindRun(session.Record.Id, request.Job, request.NominalAt) is { Status: RunStatus.Failed, CalibrationId: not null } failed)
            {
                await report.WriteAsync(failed, folder, locate, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The scan's own failure is thrown on.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    // Good images change seldom: where an exploration finds nothing new, what the latest one found stays on its page.
    private static RunRecord Shown(LineSession session, RunRecord run) => run is { Job: ScanRequest.Explore, Decided: 0 }
        ? session.Store.ListRuns(session.Record.Id, RunsLookedAt).FirstOrDefault(r =>
            r is { Job: ScanRequest.Explore, Decided: > 0 } && string.Equals(r.CalibrationId, run.CalibrationId, StringComparison.Ordinal)) ?? run
        : run;

    // An evaluation's definition is made in code, and no command leads to its runs.
    private static string? Command(LineDefinition line, ScanRequest request, RunRecord run, string folder) =>
        request.Job is not (ScanRequest.Scan or ScanRequest.Explore) ? null
            : $"inspectflow report --line {line.SourceFile} --run {run.Id}" +
                (string.Equals(folder, line.Output, StringComparison.Ordinal) ? string.Empty : $" --out {folder}");
}
