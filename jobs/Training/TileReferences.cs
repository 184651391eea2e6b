using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// What scores of a tiled line are compared with, from whole pictures of good parts by the very path that scans take.
/// </summary>
internal static class TileReferences
{
    /// <summary>The most fitting images that the pooled local typicality reference is taken from: each has a million places or more.</summary>
    public const int MostLocalImages = 16;

    /// <summary>Gives the fitting images from which the local typicality reference is taken, drawn by their content.</summary>
    public static IEnumerable<SplitEntry> LocalImages(SplitManifest split, long seed) =>
        split.Fit.OrderBy(e => ContentDraw.Uniform(seed, e.ContentHash)).Take(MostLocalImages);

    /// <summary>Scores the images of *select*, and some of *fit*, and takes the references from them. There is no joint one: no tile is the whole picture.</summary>
    public static (TypicalityReference Typicality, LocalTypicalityReference? Local, JointReference? Joint) Measure(
        LineDefinition line,
        TimeProvider time,
        ModelBundle draft,
        IReadOnlyList<SourceFile> files,
        SplitManifest split,
        long seed,
        CancellationToken cancellationToken)
    {
        var select = split.Select.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        var local = LocalImages(split, seed).Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        var nlls = new List<double>();
        var moments = default(Moments);
        using var pipeline = new PipelineFactory(line, time).Open(draft, line.Scan.BatchSize);
        pipeline.RunAsync(
            files.Where(f => select.Contains(f.RelativePath) || local.Contains(f.RelativePath)),
            isKnown: _ => false,
            images =>
            {
                foreach (var image in images.Where(i => i.Scores is not null))
                {
                    if (select.Contains(image.Item.File.RelativePath))
                    {
                        nlls.Add(image.Scores!.Nll ?? double.NaN);
                    }
                    else
                    {
                        moments = moments.Join(image.Moments!.Value);
                    }
                }
            },
            cancellationToken).GetAwaiter().GetResult();
        return (TypicalityReference.Fit(nlls), LocalTypicalityReference.Pooled(moments), null);
    }
}
