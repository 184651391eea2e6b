using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting;

namespace InspectFlow.Jobs.Reports;

/// <summary>Scans and writes the report, also of a scan that failed for too many unreadable files.</summary>
internal static class ScanAndReport
{
    /// <summary>Runs both.</summary>
    /// <param name="session">The line.</param>
    /// <param name="progress">Told how far the scan has come, or null.</param>
    /// <param name="request">What to scan.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="locate">Where the files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there.</param>
    /// <returns>The scan and its report.</returns>
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
        try
        {
            var result = await new ScanRunner(session, pipelines, progress).RunAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                return new(result, folder, await report.WriteAsync(result.Run, folder, locate, cancellationToken).ConfigureAwait(false));
            }
            catch (ReportFileException e)
            {
                // The next scan finds nothing new, and what this one found would be in no report.
                throw new ReportFileException(e, $"inspectflow report --line {session.Line.SourceFile} --run {result.Run.Id}");
            }
        }
        catch (TooManyFailuresException e)
        {
            await report.WriteAsync(e.Run, folder, locate, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
