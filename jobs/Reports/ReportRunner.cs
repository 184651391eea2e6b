using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Csv;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Reports;

/// <summary>Writes what a run found for people: the CSV files, the extremal samples with their pictures, and the page.</summary>
internal sealed class ReportRunner(LineSession session, PipelineFactory pipelines)
{
    /// <summary>The table of all images of the run.</summary>
    public const string ScoresFile = "scores.csv";

    /// <summary>The table of those put to review or rejected.</summary>
    public const string FlaggedFile = "flagged.csv";

    /// <summary>The table of files that could not be read.</summary>
    public const string UnreadableFile = "unreadable.csv";

    /// <summary>Writes the report of a run; files of an earlier report are replaced, each at once.</summary>
    /// <param name="run">The run; it must have decided by a calibration.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="source">Where the run's files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops before the next file.</param>
    /// <returns>The page's path.</returns>
    public async Task<string> WriteAsync(
        RunRecord run, string folder, Func<string, string?> source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        CsvReports.WriteScores(Path.Combine(folder, ScoresFile), session.Store.ReadScores(run.Id));
        CsvReports.WriteFlagged(Path.Combine(folder, FlaggedFile), session.Store.ReadFlagged(run.Id));
        CsvReports.WriteUnreadable(Path.Combine(folder, UnreadableFile), session.Store.ReadUnreadable(run.Id));
        cancellationToken.ThrowIfCancellationRequested();

        var calibration = session.Store.GetCalibration(run.CalibrationId!)!;
        var model = session.Store.GetModel(run.ModelId!)!;
        var collector = new ExtremalCollector(calibration, new ExtremalOptions { Count = session.Line.Report.ExtremalCount });
        foreach (var row in session.Store.ReadScores(run.Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            collector.Add(row);
        }

        var pictures = new RunPictures(session, pipelines);
        await pictures.CompleteAsync(
            [
                .. session.Store.ReadFlagged(run.Id).Select(r => (r, EvidenceReason.Flagged)),
                .. session.Store.ReadAudit(run.Id).Select(r => (r, EvidenceReason.Audit)),
                .. collector.Samples().Select(s => (s.Row, EvidenceReason.Extremal)),
            ],
            InForce.Of(model, calibration),
            source,
            cancellationToken).ConfigureAwait(false);
        var samples = ExtremalReport.Write(
            folder,
            collector,
            new ExtremalContext(session.Line.Name, run, model, calibration),
            row => pictures.Find(row.ContentHash, calibration),
            session.Time.GetUtcNow());
        session.Store.SetExtremes(run.Id, [.. samples.Select(s => s.ToRecord())]);
        return Path.Combine(folder, ExtremalReport.PageFile);
    }

    /// <summary>Finds a run's files in a folder source.</summary>
    public static Func<string, string?> In(FolderSourceOptions? source) =>
        path => source is null ? null : Path.Combine(source.Folder, path);
}
