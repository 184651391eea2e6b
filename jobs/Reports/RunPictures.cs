using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Nightly;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Reports;

/// <summary>
/// The pictures of a report: those that the database keeps, and, for images that have none yet, new ones from the source
/// folder, scored once more for their maps and kept from then on.
/// </summary>
internal sealed class RunPictures(LineSession session, PipelineFactory pipelines)
{
    /// <summary>Sees to it that the images have pictures, where their files are still there.</summary>
    /// <param name="report">The report that shows them.</param>
    /// <param name="source">Where their files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task CompleteAsync(
        NightReport report, Func<string, string?> source, CancellationToken cancellationToken)
    {
        var kept = session.Store.ListEvidence([.. report.Shown.Select(r => r.ContentHash)]);
        var files = new List<SourceFile>();
        foreach (var row in report.Shown.DistinctBy(r => r.ContentHash, StringComparer.Ordinal))
        {
            if (!HasPictures(report, kept.GetValueOrDefault(row.ContentHash, [])) && source(row.Path) is { } path && File.Exists(path))
            {
                var info = new FileInfo(path);
                files.Add(new(path, row.Path, info.Length, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero), IsSettled: true));
            }
        }

        if (files.Count == 0)
        {
            return;
        }

        // The model's file is asked for only here: a report of what has its pictures needs none.
        var inForce = InForce.Of(report.Model, report.Calibration);
        var maker = new EvidenceMaker(inForce, session.Line.Decoding);
        using var pipeline = pipelines.Open(inForce.Bundle, session.Line.Scan.BatchSize, EvidenceMaker.MapsFor(inForce));
        await pipeline.RunAsync(
            files,
            isKnown: _ => false,
            images =>
            {
                foreach (var image in images.Where(i => i.Scores is not null))
                {
                    session.Store.AddEvidence(
                        image.Item.ContentHash!, inForce.Model.Id, maker.Make(image, EvidenceReason.Extremal));
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static bool HasPictures(NightReport report, IReadOnlyList<EvidenceRecord> kept) => report.Legend is null
        ? kept.Find(EvidenceKind.Thumbnail) is not null
        : kept.Find(EvidenceKind.Map, report.Model.Id, report.Calibration.Score) is not null;
}
