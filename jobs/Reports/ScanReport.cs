using System.Globalization;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Reporting.Nightly;

namespace InspectFlow.Jobs.Reports;

/// <summary>A scan with its report written.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Folder">The report's folder.</param>
/// <param name="Page">Its page.</param>
internal sealed record ScanReport(ScanResult Scan, string Folder, string Page)
{
    /// <summary>Tells a person what was found and where it is.</summary>
    public void Describe(TextWriter output)
    {
        var run = Scan.Run;
        var invariant = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(
            invariant,
            $"scanned      {run.Listed} files: {run.Decided} decided in this run ({run.Duplicates} duplicates), {run.Known} known before, {run.Waiting} still being written"));
        output.WriteLine($"score        {Scan.Score}");
        output.WriteLine(string.Create(
            invariant, $"flagged      {run.Review + run.Reject}: {run.Reject} rejected, {run.Review} to review"));
        output.WriteLine(string.Create(invariant, $"unreadable   {run.Unreadable}"));
        if (Scan.Timings?.Tiles is { } tiles)
        {
            output.WriteLine($"tiles        {tiles}");
        }

        if (Scan.Timings is { Scored: > 0 } timings)
        {
            output.WriteLine(string.Create(
                invariant,
                $"rate         {Rate(timings.ImagesPerSecond)} images/s end to end; seconds: read {timings.Read:F1}, decode {timings.Decode:F1}, prepare {timings.Prepare:F1}, score {timings.Score:F1}, write {timings.Write:F1}; on {timings.Device}{FirstBatch(timings)}"));
        }

        foreach (var problem in (Scan.Timings?.Notices ?? []).Concat(Scan.Problems))
        {
            output.WriteLine($"warning      {problem}");
        }

        output.WriteLine($"run          {run.Id}");
        output.WriteLine($"tables       {Path.Combine(Folder, ReportFiles.Scores)}, {ReportFiles.Flagged}, {ReportFiles.Unreadable}, {ReportFiles.Extremal}, {ReportFiles.Nights}, {ReportFiles.Drift}, {ReportFiles.Json}");
        output.WriteLine($"page         {Page}");
    }

    // Whole images a second, or for large pictures, of which one takes seconds, three digits.
    private static string Rate(double perSecond) => perSecond.ToString(perSecond < 10 ? "G3" : "F0", CultureInfo.InvariantCulture);

    private static string FirstBatch(PipelineTimings timings) => timings.FirstBatch is { } seconds
        ? FormattableString.Invariant($"; first batch {seconds:F2} s after the start")
        : string.Empty;
}
