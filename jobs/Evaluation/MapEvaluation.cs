using InspectFlow.Ingest;
using InspectFlow.Jobs.Console;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Evaluation;

/// <summary>
/// Measures local maps against masks, at the pictures' own resolution, and hands the images on to those who draw them. The pictures go
/// through the scoring path once more, since a scan keeps no maps and scores no content twice.
/// </summary>
internal sealed class MapEvaluation(PipelineFactory pipelines, ModelBundle bundle, int batchSize)
{
    private readonly PixelRanking departures = new();
    private readonly PixelRanking nlls = new();
    private readonly PixelRanking joints = new();
    private bool hasDepartures;
    private bool hasJoints;

    /// <summary>Gets the number of pictures measured.</summary>
    public int Measured { get; private set; }

    /// <summary>Goes through pictures.</summary>
    /// <param name="files">The pictures, by their path in test/.</param>
    /// <param name="truth">What is measured against; null measures nothing.</param>
    /// <param name="write">Is given every image that was scored.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task RunAsync(
        IReadOnlyCollection<SourceFile> files,
        GroundTruth? truth,
        Action<ScoredImage> write,
        IProgress<ProgressUpdate>? progress,
        CancellationToken cancellationToken)
    {
        var done = 0;
        using var pipeline = pipelines.Open(bundle, batchSize, truth is null ? MapKinds.Joint : MapKinds.Nll | MapKinds.Joint);
        await pipeline.RunAsync(
            files,
            isKnown: _ => false,
            images =>
            {
                foreach (var image in images.Where(i => i.Scores is not null))
                {
                    write(image);
                    if (truth is not null && image.Map is { } map && truth.Covers(image.Item.File.RelativePath))
                    {
                        Add(image, map, truth);
                    }
                }

                done += images.Count;
                progress?.Report(new(done, files.Count));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Works out the metrics of the map that belongs to a score.</summary>
    /// <param name="score">The score.</param>
    /// <returns>Of <c>local_typicality</c> its own map's, of <c>joint</c> the joint map's, of <c>nll</c> and <c>peak</c> the local NLL map's; null for the others, and where nothing was measured.</returns>
    public PixelMetrics? Of(string score) => (Measured, score) switch
    {
        (0, _) => null,
        (_, ScoreNames.LocalTypicality) => hasDepartures ? departures.Measure() : null,
        (_, ScoreNames.Joint) => hasJoints ? joints.Measure() : null,
        (_, ScoreNames.Nll or ScoreNames.Peak) => nlls.Measure(),
        _ => null,
    };

    // Where there is no second map, the first one is the NLL's.
    private void Add(ScoredImage image, LocalMap map, GroundTruth truth)
    {
        Measured++;
        var item = image.Item;
        var labels = truth.Label(item.File.RelativePath, item.Width);
        hasDepartures |= image.NllMap is not null;
        hasJoints |= image.JointMap is not null;
        Parallel.Invoke(
            () => nlls.Add(ToPicture(image.NllMap ?? map), labels),
            () =>
            {
                if (image.NllMap is not null)
                {
                    departures.Add(ToPicture(map), labels);
                }
            },
            () =>
            {
                if (image.JointMap is { } joint)
                {
                    joints.Add(ToPicture(joint.Value), labels);
                }
            });

        float[] ToPicture(LocalMap local) => local.ToPicture(item.Width, item.Height);
    }
}
