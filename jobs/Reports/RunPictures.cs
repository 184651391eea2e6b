using InspectFlow.Ingest;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Jobs.Scanning;
using InspectFlow.Jobs.Sessions;
using InspectFlow.Reporting.Storage;

namespace InspectFlow.Jobs.Reports;

/// <summary>
/// The pictures of a report: those that the database keeps, and, for images that have none yet, new ones from the source
/// folder, scored once more for their maps and kept from then on.
/// </summary>
internal sealed class RunPictures(LineSession session, PipelineFactory pipelines)
{
    /// <summary>Sees to it that the images have pictures, where their files are still there.</summary>
    /// <param name="rows">The images.</param>
    /// <param name="inForce">The model that scored them.</param>
    /// <param name="source">Where their files are, by the path that the database has.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task CompleteAsync(
        IEnumerable<InspectionRow> rows, InForce inForce, Func<string, string?> source, CancellationToken cancellationToken)
    {
        var wanted = inForce.Bundle.Metadata.Architecture.HasMap ? EvidenceKind.Map : EvidenceKind.Thumbnail;
        var files = new List<SourceFile>();
        foreach (var row in rows.DistinctBy(r => r.ContentHash, StringComparer.Ordinal))
        {
            var hasPictures = session.Store.ListEvidence(row.ContentHash).Any(e => e.Kind == wanted &&
                (e.ModelId is null || string.Equals(e.ModelId, inForce.Model.Id, StringComparison.Ordinal)));
            if (!hasPictures && source(row.Path) is { } path && File.Exists(path))
            {
                var info = new FileInfo(path);
                files.Add(new(path, row.Path, info.Length, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero), IsSettled: true));
            }
        }

        if (files.Count == 0)
        {
            return;
        }

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
}
