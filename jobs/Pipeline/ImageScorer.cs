using System.Text.Json;
using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Model;
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

    private readonly FlowScorer flow;
    private readonly PreprocessingOptions preprocessing;
    private readonly TypicalityReference? typicality;
    private readonly double peakPercent;

    /// <summary>Loads the model onto the device.</summary>
    public ImageScorer(ModelBundle bundle, PreprocessingOptions preprocessing, FlowScorerOptions options, double peakPercent)
    {
        flow = new FlowScorer(bundle, options);
        this.preprocessing = preprocessing;
        this.peakPercent = peakPercent;
        typicality = bundle.Metadata.References.TryGetValue(TypicalityName, out var json)
            ? JsonSerializer.Deserialize<TypicalityReference>(json, LineJson.Options)
            : null;
    }

    /// <summary>Scores the rows of a batch and gives every item of it, scored or not, in order.</summary>
    public IReadOnlyList<ScoredImage> Score(PreparedBatch batch)
    {
        var architecture = flow.Architecture;
        var rows = flow.Score(batch.Pixels, batch.RowCount);
        var images = new ScoredImage[batch.Items.Count];
        Parallel.For(0, images.Length, i =>
        {
            var item = batch.Items[i];
            images[i] = item.Row < 0
                ? new ScoredImage(item, null, null)
                : Complete(item, rows[item.Row], batch.Pixels.AsSpan(item.Row * architecture.Dimensions, architecture.Dimensions));
        });
        return images;
    }

    /// <inheritdoc/>
    public void Dispose() => flow.Dispose();

    private ScoredImage Complete(PreparedItem item, ImageScore score, ReadOnlySpan<byte> pixels)
    {
        var architecture = flow.Architecture;
        var content = item.Content;
        var map = score.Map!;
        var (peakX, peakY) = LocalMaps.Of(map, item, preprocessing).FindPeak(item.Width, item.Height);
        return new(
            item,
            new ScoreValues
            {
                Nll = score.Nll,
                BitsPerDim = score.BitsPerDim,
                LastScaleNll = score.LastScaleNll,
                Peak = PeakScore.Of(map, architecture.Width, content.X, content.Y, content.Width, content.Height, peakPercent),
                Typicality = typicality?.Score(score.Nll),
                Complexity = ComplexityScore.Of(
                    score.Nll, CodeLength.Bits(pixels, architecture.Channels, architecture.Height, architecture.Width)),
                LatentDistance = score.LatentDistance,
                Pc1 = score.Pc1,
                Pc2 = score.Pc2,
                PeakX = peakX,
                PeakY = peakY,
            },
            map);
    }
}
