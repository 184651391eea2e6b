using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
using InspectFlow.Reporting.Pictures;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Pipeline;

/// <summary>
/// From prepared pixels to every score of an image. Calibration, scans and evaluations all come through here, so that
/// a score means the same in each of them.
/// </summary>
internal sealed class ImageScorer : IDisposable
{
    /// <summary>The name under which a bundle keeps the typicality reference.</summary>
    public const string TypicalityName = "typicality";

    /// <summary>The name under which it keeps the local typicality reference.</summary>
    public const string LocalTypicalityName = "local_typicality";

    /// <summary>The name under which it keeps the joint reference; a model of tiles has none, since none of its inputs is the whole picture.</summary>
    public const string JointName = "joint";

    private readonly FlowScorer flow;
    private readonly TileScorer? tiles;
    private readonly PreprocessingOptions preprocessing;
    private readonly TypicalityReference? typicality;
    private readonly LocalTypicalityReference? localTypicality;
    private readonly JointReference? joint;
    private readonly double peakPercent;
    private readonly MapKinds keptMaps;

    /// <summary>
    /// Loads the model onto the device; <paramref name="notice"/> is told what an operator should know. With
    /// <paramref name="keptMaps"/> images keep other maps beside the departure of the local NLL map from that of good parts.
    /// </summary>
    public ImageScorer(
        ModelBundle bundle,
        PreprocessingOptions preprocessing,
        FlowScorerOptions options,
        double peakPercent,
        Action<string>? notice = null,
        MapKinds keptMaps = MapKinds.None)
    {
        flow = new FlowScorer(bundle, options, notice);
        tiles = preprocessing.Tiling is null ? null : new TileScorer(flow, preprocessing, options.BatchSize);
        this.preprocessing = preprocessing;
        this.peakPercent = peakPercent;
        this.keptMaps = keptMaps;
        typicality = Reference<TypicalityReference>(bundle, TypicalityName);
        localTypicality = Reference<LocalTypicalityReference>(bundle, LocalTypicalityName);
        joint = IsTiled ? null : JointReferenceOf(bundle);
    }

    /// <summary>Gets a value indicating whether pictures are looked at in tiles.</summary>
    public bool IsTiled => tiles is not null;

    /// <summary>Gets the device in use, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device => flow.Device;

    /// <summary>Gives the joint reference that a model keeps, or null.</summary>
    public static JointReference? JointReferenceOf(ModelBundle bundle) => Reference<JointReference>(bundle, JointName);

    /// <summary>Scores the rows of a batch and gives every item of it, scored or not, in order.</summary>
    public IReadOnlyList<ScoredImage> Score(PreparedBatch batch, CancellationToken cancellationToken = default)
    {
        var images = new ScoredImage[batch.Items.Count];
        if (tiles is not null)
        {
            // One after the other: each fills the flow's batches, and two maps would be twice the memory.
            lock (tiles)
            {
                for (var i = 0; i < images.Length; i++)
                {
                    images[i] = ScoreTiles(batch, i, cancellationToken);
                }
            }

            return images;
        }

        var rows = flow.Score(batch.Pixels, batch.RowCount, ct: cancellationToken);
        Parallel.For(0, images.Length, i =>
        {
            var item = batch.Items[i];
            images[i] = item.Row < 0 ? new ScoredImage(item, null, null) : Complete(item, rows[item.Row], batch.PixelsOf(i));
        });
        return images;
    }

    /// <summary>Scores images that are prepared already; not for a line with tiling, whose pictures are no inputs of the model.</summary>
    public IReadOnlyList<ScoreValues> Score(IReadOnlyList<PreparedImage> images)
    {
        var rows = flow.Score(images.SelectMany(i => i.Pixels).ToArray(), images.Count);
        var scores = new ScoreValues[images.Count];
        Parallel.For(0, scores.Length, i =>
        {
            var image = images[i];
            var file = new SourceFile(image.RelativePath, image.RelativePath, 0, default, IsSettled: true);
            var item = new PreparedItem(file, image.ContentHash, ItemStatus.Ready, null, image.Width, image.Height, image.Content, i) { Pose = image.Pose };
            scores[i] = Complete(item, rows[i], image.Pixels).Scores!;
        });
        return scores;
    }

    /// <inheritdoc/>
    public void Dispose() => flow.Dispose();

    private ScoredImage ScoreTiles(PreparedBatch batch, int index, CancellationToken cancellationToken)
    {
        var item = batch.Items[index];
        if (item.Tiles is not { } layout)
        {
            return new(item, null, null);
        }

        var pixels = batch.PixelsOf(index);
        var image = Complete(item, tiles!.Score(pixels, layout, cancellationToken), pixels);

        // The map is the tile scorer's own: what is kept of it is a copy, and what is measured comes last.
        var kept = image with { Map = LocalMaps.Reduce(image.Map!), NllMap = image.NllMap is { } nll ? LocalMaps.Reduce(nll) : null };
        return localTypicality is null
            ? kept with { Moments = LocalTypicalityReference.Measure(image.Map!.Values, layout.Width) }
            : kept;
    }

    private ScoredImage Complete(PreparedItem item, ImageScore score, ReadOnlySpan<byte> pixels)
    {
        var architecture = flow.Architecture;
        var (width, height) = item.Tiles is { } layout ? (layout.Width, layout.Height) : (architecture.Width, architecture.Height);
        var map = score.Map;
        double? largest = map is null ? null : Peak(map);

        // Of features the whole is no sum of places: a map of both would be lit all over.
        var joined = map is null ? null : joint?.Score(score.LastScale, map, width, Area(item.Content));
        var jointMap = map is null || joint is null || architecture.Features is not null || !keptMaps.HasFlag(MapKinds.Joint)
            ? null
            : new Lazy<LocalMap>(() => LocalMaps.Of(joint.Map(score.LastScale, map), item, preprocessing));

        // A tiled picture's map is about to become its departure.
        var keepsBoth = keptMaps.HasFlag(MapKinds.Nll) && localTypicality is not null && map is not null;
        var nll = keepsBoth ? LocalMaps.Of(IsTiled ? (float[])map!.Clone() : map!, item, preprocessing) : null;
        var departure = map is null ? null : Departure(map, width);
        var unusual = (departure ?? map) is { } values ? LocalMaps.Of(values, item, preprocessing) : null;
        var peak = unusual?.FindPeak(item.Width, item.Height);
        return new(
            item,
            new ScoreValues
            {
                Nll = score.Nll,
                BitsPerDim = score.BitsPerDim,
                LastScaleNll = score.LastScaleNll,
                Peak = largest,
                Typicality = typicality?.Score(score.Nll),
                Complexity = architecture.Features is null
                    ? ComplexityScore.Of(score.Nll, CodeLength.Bits(pixels, architecture.Channels, height, width))
                    : null,
                LocalTypicality = departure is null ? null : Peak(departure),
                LatentDistance = score.LatentDistance,
                Pc1 = score.Pc1,
                Pc2 = score.Pc2,
                PeakX = peak?.X,
                PeakY = peak?.Y,
                Tiles = (int?)item.Tiles?.Count,
                LastScale = score.LastScale,
                Joint = joined,
            },
            unusual)
        {
            NllMap = nll,
            JointMap = jointMap,
        };

        // The share of one input of the model: of a picture of a hundred tiles it would thin out every small defect.
        double Peak(float[] values)
        {
            var content = item.Content;
            var area = (double)content.Width * content.Height;
            var share = Math.Min(1, architecture.Width * architecture.Height / area);
            return PeakScore.Of(values, width, content.X, content.Y, content.Width, content.Height, peakPercent * share);
        }
    }

    private static MapArea Area(ContentRectangle r) => new(r.X, r.Y, r.Width, r.Height);

    // A tiled picture's map turns into its departure in place: it can be large, and nothing needs it afterwards.
    private float[]? Departure(float[] map, int width)
    {
        if (localTypicality is null || !IsTiled)
        {
            return localTypicality?.Departure(map);
        }

        localTypicality.Depart(map, width);
        return map;
    }

    private static T? Reference<T>(ModelBundle bundle, string name)
        where T : class =>
        bundle.Metadata.References.TryGetValue(name, out var json) ? JsonSerializer.Deserialize<T>(json, LineJson.Options) : null;
}
