using InspectFlow.Jobs.Scanning;

namespace InspectFlow.Jobs.Reports;

/// <summary>Scans and writes the report, also of a scan that failed for too many unreadable files.</summary>
internal static class ScanAndReport
{
    /// <summary>Runs both.</summary>
    /// <param name="scan">Scans.</param>
    /// <param name="report">Writes.</param>
    /// <param name="request">What to scan.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="locate">Where the files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from there.</param>
    /// <returns>The scan and its report.</returns>
    public static async Task<ScanReport> RunAsync(
        ScanRunner scan,
        ReportRunner report,
        ScanRequest request,
        string folder,
        Func<string, string?> locate,
        CancellationToken cancellationToken)
    {
        try
        {
            var result = await scan.RunAsync(request, cancellationToken).ConfigureAwait(false);
            return new(result, folder, await report.WriteAsync(result.Run, folder, locate, cancellationToken).ConfigureAwait(false));
        }
        catch (TooManyFailuresException e)
        {
            await report.WriteAsync(e.Run, folder, locate, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
