using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Model;
using InspectFlow.Reporting.Extremal;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Reports;

/// <summary>Writes what a run found for people: the page with its pictures, and the tables.</summary>
internal sealed class ReportRunner(LineSession session, PipelineFactory pipelines)
{
    /// <summary>Writes the report of a run; files of an earlier report are replaced, each at once.</summary>
    /// <param name="run">The run; it must have decided by a calibration.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="source">Where the run's files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops before the next file.</param>
    /// <returns>The page's path.</returns>
    public async Task<string> WriteAsync(
        RunRecord run, string folder, Func<string, string?> source, CancellationToken cancellationToken)
    {
        var report = new NightReader(session.Store).Read(run, session.Line.Name, Options(run), cancellationToken: cancellationToken);
        report = report with { Legend = Legend(report) };

        // All that is flagged, not only what the page has room for: people decide on it later, when the source may be gone.
        await new RunPictures(session, pipelines).CompleteAsync(
            session.Store.ReadFlagged(run.Id).Select(r => (r, EvidenceReason.Flagged))
                .Concat(session.Store.ReadAudit(run.Id).Select(r => (r, EvidenceReason.Audit)))
                .Concat(report.Images.Samples().Select(s => (s.Row, EvidenceReason.Extremal))),
            report,
            source,
            cancellationToken).ConfigureAwait(false);
        return new NightWriter(session.Store).Write(report, folder, session.Time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Finds a run's files in a folder source.</summary>
    public static Func<string, string?> In(FolderSourceOptions? source) =>
        path => source is null ? null : Path.Combine(source.Folder, path);

    private NightReportOptions Options(RunRecord run)
    {
        var options = new NightReportOptions
        {
            FlaggedCards = session.Line.Report.FlaggedCards,
            Extremal = new ExtremalOptions { Count = session.Line.Report.ExtremalCount },
        };
        return run.Job is ScanRequest.Explore ? options with { Title = "Good images", RunNoun = "run" } : options;
    }

    // What EvidenceMaker draws, and on which scale. Asked of the model: an imported calibration has no scores of good images.
    private MapLegend? Legend(NightReport report)
    {
        var (family, calibration) = (report.Model.Family, report.Calibration);
        if (!new FlowArchitecture { Family = family }.HasMap)
        {
            return null;
        }

        var details = JsonSerializer.Deserialize<CalibrationDetails>(calibration.Details, LineJson.Options)!;
        var scale = details.ScaleOf(calibration.Score);
        var isDeparture = family is not FlowArchitecture.Feature || session.Line.Preprocessing.Tiling is not null;
        return calibration.Score is ScoreNames.Joint && details.JointMapScale is not null
            ? new(scale, "whole and local view joined", "spreads of good images")
            : isDeparture
                ? new(scale, "departure of the local negative log-likelihood from good parts", "deviations")
                : new(scale, "local negative log-likelihood", LocalUnit);
    }

    private string LocalUnit => session.Line.Model is { Family: FlowArchitecture.Feature, MapFlow: true } ? "spreads of good images" : "nats per pixel";
}
