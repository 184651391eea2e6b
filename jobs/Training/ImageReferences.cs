using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Threads;
using InspectFlow.Model;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Takes from good images what scores are compared with, where each image is one input of the model. By the scorer, so that references
/// stand on the same arithmetic as every score compared with them.
/// </summary>
internal sealed class ImageReferences(LineDefinition line, PreparedImageSet images, SplitManifest split)
{
    // Bounds the memory of maps: 256 MB.
    private const int PixelsAtATime = 1 << 26;

    // Fewer images than this say little of what is usual.
    private const int LeastUnseen = 20;

    private double PeakPercent => line.PeakPercentOf(line.Model.Family);

    /// <summary>Measures *select* images, and the maps of *fit* images.</summary>
    /// <param name="draft">The model.</param>
    /// <param name="cancellationToken">Stops between some images.</param>
    public (TypicalityReference Typicality, LocalTypicalityReference? Local, JointReference? Joint) Measure(
        ModelBundle draft, CancellationToken cancellationToken)
    {
        using var scorer = Scorer(draft);
        var architecture = draft.Metadata.Architecture;
        var selected = Views(scorer, split.Select, architecture.HasMap, cancellationToken);
        var typicality = TypicalityReference.Fit(selected.Select(s => s.Nll));
        if (!architecture.HasMap)
        {
            return (typicality, null, null);
        }

        // A flow over features does without: what is usual at a place is for its densities to know.
        var local = architecture.Features is not null ? null : LocalTypicalityReference.Fit(
            InTurns(scorer, split.Fit, withMaps: true, cancellationToken).Select(s => s.Score.Map!),
            line.Preprocessing.Width);
        return (typicality, local, Joint(selected));
    }

    /// <summary>
    /// Measures images that the model has not seen: once a flow over features has taken the *select* images in, those are the *calibrate*
    /// images.
    /// </summary>
    /// <param name="complete">The model.</param>
    /// <param name="cancellationToken">Stops between some images.</param>
    /// <returns>The references; null where such images are too few.</returns>
    public (TypicalityReference Typicality, JointReference Joint)? MeasureUnseen(ModelBundle complete, CancellationToken cancellationToken)
    {
        if (split.Calibrate.Count < LeastUnseen)
        {
            return null;
        }

        using var scorer = Scorer(complete);
        var unseen = Views(scorer, split.Calibrate, withMaps: true, cancellationToken);
        return (TypicalityReference.Fit(unseen.Select(s => s.Nll)), Joint(unseen));
    }

    private JointReference Joint(List<View> views) =>
        JointReference.Fit([.. views.Select(v => v.Whole)], [.. views.Select(v => v.Peak)], PeakPercent);

    private List<View> Views(FlowScorer scorer, IReadOnlyCollection<SplitEntry> side, bool withMaps, CancellationToken cancellationToken)
    {
        var content = images.Images.ToDictionary(i => i.RelativePath, i => i.Content, StringComparer.Ordinal);
        return [.. InTurns(scorer, side, withMaps, cancellationToken).Select(s => new View(s.Score.Nll, s.Score.LastScale, Peak(s.Score.Map, content[s.Path])))];
    }

    private double Peak(float[]? map, ContentRectangle content) => map is null
        ? double.NaN
        : PeakScore.Of(map, line.Preprocessing.Width, content.X, content.Y, content.Width, content.Height, PeakPercent);

    // What is made of a map is taken before the next ones are there.
    private IEnumerable<(string Path, ImageScore Score)> InTurns(
        FlowScorer scorer, IReadOnlyCollection<SplitEntry> side, bool withMaps, CancellationToken cancellationToken)
    {
        foreach (var chunk in side.Chunk(Math.Max(1, PixelsAtATime / (line.Preprocessing.Width * line.Preprocessing.Height))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scores = scorer.Score(PixelArrays.Join(images, chunk), chunk.Length, withMaps, cancellationToken);
            for (var i = 0; i < chunk.Length; i++)
            {
                yield return (chunk[i].RelativePath, scores[i]);
            }
        }
    }

    private FlowScorer Scorer(ModelBundle bundle) => new(bundle, new FlowScorerOptions
    {
        Device = FlowDevice.Choose(line.Device, line.DeviceFallback, notice: null).ToString(),
        Precision = line.Scan.Precision,
        Threads = LineThreads.Count(line.Threads),
    });

    private sealed record View(double Nll, double Whole, double Peak);
}
