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
    private const int ContentsAtATime = 500;

    /// <summary>Sees to it that images have pictures and neighbours, where their files are still there.</summary>
    /// <param name="rows">The images, and why each is kept; of several rows of a content the first counts.</param>
    /// <param name="report">The report that shows them: what scored and decided them.</param>
    /// <param name="source">Where their files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task CompleteAsync(
        IEnumerable<(InspectionRow Row, EvidenceReason Reason)> rows,
        NightReport report,
        Func<string, string?> source,
        CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, EvidenceReason>(StringComparer.Ordinal);
        var files = new List<SourceFile>();
        foreach (var (row, reason) in Lacking(rows, report))
        {
            if (source(row.Path) is { } path && File.Exists(path))
            {
                var info = new FileInfo(path);
                files.Add(new(path, row.Path, info.Length, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero), IsSettled: true));
                reasons[row.ContentHash] = reason;
            }
        }

        if (files.Count == 0)
        {
            return;
        }

        // The model's file is asked for only here: a report of what has its pictures needs none.
        var inForce = InForce.Of(session, report.Model, report.Calibration);
        var maker = new EvidenceMaker(session, inForce);
        using var pipeline = pipelines.Open(inForce.Bundle, session.Line.Scan.BatchSize, EvidenceMaker.MapsFor(inForce));
        await pipeline.RunAsync(
            files,
            isKnown: _ => false,
            images =>
            {
                // A file that has other content by now shows nothing of the run.
                foreach (var kind in images.Where(i => i.Scores is not null && reasons.ContainsKey(i.Item.ContentHash!))
                    .GroupBy(i => reasons[i.Item.ContentHash!]))
                {
                    List<ScoredImage> alike = [.. kind];
                    foreach (var (image, made) in alike.Zip(maker.Make(alike, kind.Key)))
                    {
                        session.Store.AddEvidence(image.Item.ContentHash!, inForce.Model.Id, made.Pictures, made.Neighbour);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Those without a picture, without the map by which the calibration decides, or without the neighbour that the gallery could give.
    private IEnumerable<(InspectionRow Row, EvidenceReason Reason)> Lacking(
        IEnumerable<(InspectionRow Row, EvidenceReason Reason)> rows, NightReport report)
    {
        var model = report.Model.Id;
        var hasMap = report.Legend is not null;
        var hasGallery = session.Store.HasGallery(model);
        foreach (var chunk in rows.DistinctBy(r => r.Row.ContentHash, StringComparer.Ordinal).Chunk(ContentsAtATime))
        {
            string[] hashes = [.. chunk.Select(r => r.Row.ContentHash)];
            var evidence = session.Store.ListEvidence(hashes);
            var neighbours = session.Store.FindNeighbours(hashes, model);
            foreach (var item in chunk)
            {
                var records = evidence.GetValueOrDefault(item.Row.ContentHash, []);
                if (records.Find(EvidenceKind.Thumbnail) is null ||
                    (hasMap && records.Find(EvidenceKind.Map, model, report.Calibration.Score) is null) ||
                    (hasGallery && !neighbours.ContainsKey(item.Row.ContentHash)))
                {
                    yield return item;
                }
            }
        }
    }
}
