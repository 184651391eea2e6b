using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Extremal;
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
    /// <param name="inForce">The model that scored them, and the calibration whose maps are shown.</param>
    /// <param name="source">Where their files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task CompleteAsync(
        IEnumerable<(InspectionRow Row, EvidenceReason Reason)> rows,
        InForce inForce,
        Func<string, string?> source,
        CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, EvidenceReason>(StringComparer.Ordinal);
        var files = new List<SourceFile>();
        foreach (var (row, reason) in Lacking(rows, inForce))
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
        IEnumerable<(InspectionRow Row, EvidenceReason Reason)> rows, InForce inForce)
    {
        var model = inForce.Model.Id;
        var hasMap = inForce.Bundle.Metadata.Architecture.HasMap;
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
                    (hasMap && records.Find(EvidenceKind.Map, model, inForce.Calibration.Score) is null) ||
                    (hasGallery && !neighbours.ContainsKey(item.Row.ContentHash)))
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>Looks up the pictures of a content, of maps the one by which a calibration decides.</summary>
    public ExtremalPictures Find(string contentHash, CalibrationRecord calibration)
    {
        var records = session.Store.ListEvidence(contentHash);
        return new(
            Picture(records.Find(EvidenceKind.Thumbnail)),
            Picture(records.Find(EvidenceKind.Map, calibration.ModelId, calibration.Score)));
    }

    private EncodedPicture? Picture(EvidenceRecord? record) => record is null ? null : session.Store.GetPicture(record.Picture);
}
