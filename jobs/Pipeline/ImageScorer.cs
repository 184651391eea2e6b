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

    /// <summary>The name under which it keeps the local typicality reference.</summary>
    public const string LocalTypicalityName = "local_typicality";

    private readonly FlowScorer flow;
    private readonly PreprocessingOptions preprocessing;
    private readonly TypicalityReference? typicality;
    private readonly LocalTypicalityReference? localTypicality;
    private readonly double peakPercent;

    /// <summary>Loads the model onto the device; <paramref name="notice"/> is told what an operator should know.</summary>
    public ImageScorer(
        ModelBundle bundle, PreprocessingOptions preprocessing, FlowScorerOptions options, double peakPercent, Action<string>? notice = null)
    {
        flow = new FlowScorer(bundle, options, notice);
        this.preprocessing = preprocessing;
        this.peakPercent = peakPercent;
        typicality = Reference<TypicalityReference>(bundle, TypicalityName);
        localTypicality = Reference<LocalTypicalityReference>(bundle, LocalTypicalityName);
    }

    /// <summary>Gets the device in use, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device => flow.Device;

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
        var map = score.Map;
        var departure = map is null ? null : localTypicality?.Departure(map);
        var unusual = departure ?? map;
        (double X, double Y)? peak = unusual is null
            ? null
            : LocalMaps.Of(unusual, item, preprocessing).FindPeak(item.Width, item.Height);
        return new(
            item,
            new ScoreValues
            {
                Nll = score.Nll,
                BitsPerDim = score.BitsPerDim,
                LastScaleNll = score.LastScaleNll,
                Peak = map is null ? null : Peak(map),
                Typicality = typicality?.Score(score.Nll),
                Complexity = ComplexityScore.Of(
                    score.Nll, CodeLength.Bits(pixels, architecture.Channels, architecture.Height, architecture.Width)),
                LocalTypicality = departure is null ? null : Peak(departure),
                LatentDistance = score.LatentDistance,
                Pc1 = score.Pc1,
                Pc2 = score.Pc2,
                PeakX = peak?.X,
                PeakY = peak?.Y,
            },
            unusual);

        double Peak(float[] values) =>
            PeakScore.Of(values, architecture.Width, content.X, content.Y, content.Width, content.Height, peakPercent);
    }

    private static T? Reference<T>(ModelBundle bundle, string name)
        where T : class =>
        bundle.Metadata.References.TryGetValue(name, out var json) ? JsonSerializer.Deserialize<T>(json, LineJson.Options) : null;
}
