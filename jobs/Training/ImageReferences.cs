using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
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
    // Bounds the memory of maps while their mean and deviation are taken.
    private const int MapsAtATime = 256;

    // Fewer images than this say little of what is usual.
    private const int LeastUnseen = 20;

    /// <summary>Measures *select* images, and the maps of *fit* images.</summary>
    /// <param name="draft">The model.</param>
    public (TypicalityReference Typicality, LocalTypicalityReference? Local, JointReference? Joint) Measure(ModelBundle draft)
    {
        using var scorer = Scorer(draft);
        var architecture = draft.Metadata.Architecture;
        var selected = Score(scorer, split.Select, architecture.HasMap);
        var typicality = TypicalityReference.Fit(selected.Select(s => s.Nll));
        if (!architecture.HasMap)
        {
            return (typicality, null, null);
        }

        // A flow over features does without: what is usual at a place is for its densities to know.
        var local = architecture.Features is not null ? null : LocalTypicalityReference.Fit(
            split.Fit.Chunk(MapsAtATime).SelectMany(chunk => Score(scorer, chunk, withMaps: true).Select(s => s.Map!)),
            line.Preprocessing.Width);
        return (typicality, local, Joint(selected, split.Select));
    }

    /// <summary>
    /// Measures images that the model has not seen: once a flow over features has taken the *select* images in, those are the *calibrate*
    /// images.
    /// </summary>
    /// <param name="complete">The model.</param>
    /// <returns>The references; null where such images are too few.</returns>
    public (TypicalityReference Typicality, JointReference Joint)? MeasureUnseen(ModelBundle complete)
    {
        if (split.Calibrate.Count < LeastUnseen)
        {
            return null;
        }

        using var scorer = Scorer(complete);
        var scores = Score(scorer, split.Calibrate, withMaps: true);
        return (TypicalityReference.Fit(scores.Select(s => s.Nll)), Joint(scores, split.Calibrate));
    }

    private JointReference Joint(IReadOnlyList<ImageScore> scores, IReadOnlyList<SplitEntry> side)
    {
        var content = images.Images.ToDictionary(i => i.RelativePath, i => i.Content, StringComparer.Ordinal);
        return ImageScorer.FitJoint(
            [.. scores.Zip(side, (score, entry) => (score, content[entry.RelativePath]))],
            line.Preprocessing.Width,
            line.PeakPercentOf(line.Model.Family));
    }

    private IReadOnlyList<ImageScore> Score(FlowScorer scorer, IReadOnlyCollection<SplitEntry> side, bool withMaps) =>
        scorer.Score(PixelArrays.Join(images, side), side.Count, withMaps);

    private FlowScorer Scorer(ModelBundle bundle) => new(bundle, new FlowScorerOptions
    {
        Device = FlowDevice.Choose(line.Device, line.DeviceFallback, notice: null).ToString(),
        Precision = line.Scan.Precision,
        Threads = LineThreads.Count(line.Threads),
    });
}
