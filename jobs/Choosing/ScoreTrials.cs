using InspectFlow.Ingest;
using InspectFlow.Jobs.Calibrating;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Jobs.Pipeline;
using InspectFlow.Model;
using InspectFlow.Reporting.Storage;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Choosing;

/// <summary>
/// Tries a model's scores on good images that it was not fitted to, as they are and with defects painted on, against each other or against the
/// thresholds that good images set, and recommends the one that should decide. No label of a real defect is needed.
/// </summary>
/// <param name="paint">Paints.</param>
/// <param name="families">The families of defects.</param>
/// <param name="seed">The seed of all draws.</param>
/// <param name="show">Makes of an image that was painted on, or not, what the model takes; null, the default, where it is that image.</param>
internal sealed class ScoreTrials(
    PaintDefect paint, IReadOnlyCollection<string> families, long seed, Func<PreparedImage, PreparedImage>? show = null)
{
    /// <summary>
    /// The most images tried, drawn by their content: each is scored once as it is and once for each family. Of large ones there are fewer,
    /// for time.
    /// </summary>
    public const int MostImages = 128;

    /// <summary>The most images painted on where thresholds are tried.</summary>
    public const int MostAtThresholds = 40;

    // Few images of a million pixels still take minutes; fewer would say nothing.
    private const double MostPixels = 12e6;
    private const int FewestImages = 32;

    /// <summary>Gives how many pictures are scored when a model is tried on the product's own held-out defects.</summary>
    /// <param name="preprocessing">The size of the pictures.</param>
    /// <param name="select">How many *select* images there are.</param>
    /// <param name="calibrate">How many *calibrate* images.</param>
    public static int Scored(PreprocessingOptions preprocessing, int select, int calibrate) =>
        ((Math.Min(select, Most(preprocessing)) + Math.Min(MostAtThresholds, Math.Min(calibrate, Most(preprocessing)))) * (1 + DefectFamilies.HeldOut.Count)) + calibrate;

    /// <summary>Tries a model on the product's own held-out defects; otherwise as <see cref="Run"/>.</summary>
    /// <param name="line">The line, as <paramref name="bundle"/> has it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="bundle">The model; its file may be a draft.</param>
    /// <param name="painted">The good images as they are painted on: larger ones than the model takes, where it is compared with another.</param>
    /// <param name="images">The good images as the model takes them.</param>
    /// <param name="side">Which of them are painted on.</param>
    /// <param name="most">The most that are, drawn by their content; fewer of large ones.</param>
    /// <param name="calibrate">Those that thresholds are made of; none where scores are tried against each other.</param>
    /// <param name="seed">The seed of all draws.</param>
    /// <param name="cancellationToken">Stops between two families.</param>
    public static ScoreRecommendation? Recommend(
        LineDefinition line,
        TimeProvider time,
        ModelBundle bundle,
        PreparedImageSet painted,
        PreparedImageSet images,
        IReadOnlyCollection<SplitEntry> side,
        int most,
        IReadOnlyCollection<SplitEntry> calibrate,
        long seed,
        CancellationToken cancellationToken)
    {
        var defects = new HeldOutDefects(painted.Preprocessing, painted.Images);
        var smaller = ReferenceEquals(painted, images) ? null : new SmallerImages(painted.Preprocessing, images);
        return new ScoreTrials(defects.Paint, defects.Families, seed, smaller is null ? null : smaller.Of)
            .Run(line, time, bundle, painted, side, most, Of(images, calibrate), cancellationToken);
    }

    /// <summary>Tries a model with all of its references.</summary>
    /// <param name="line">The line; the score that is default for its family decides unless another is better.</param>
    /// <param name="time">The clock.</param>
    /// <param name="bundle">The model; its file may be a draft.</param>
    /// <param name="images">The good images, as they are painted on.</param>
    /// <param name="side">Which of them are.</param>
    /// <param name="most">The most that are, drawn by their content; fewer of large ones.</param>
    /// <param name="calibrate">The images that thresholds are made of, as the model takes them; may be none.</param>
    /// <param name="cancellationToken">Stops between two families.</param>
    /// <returns>The recommendation; null on a line with tiling, whose pictures are not prepared images, and where there is nothing to compare by.</returns>
    public ScoreRecommendation? Run(
        LineDefinition line,
        TimeProvider time,
        ModelBundle bundle,
        PreparedImageSet images,
        IReadOnlyCollection<SplitEntry> side,
        int most,
        IReadOnlyCollection<PreparedImage> calibrate,
        CancellationToken cancellationToken)
    {
        if (line.Preprocessing.Tiling is not null)
        {
            return null;
        }

        List<PreparedImage> tried =
        [
            .. Of(images, side).OrderBy(i => ContentDraw.Uniform(seed, i.ContentHash)).Take(Math.Min(most, Most(images.Preprocessing))),
        ];
        using var scorer = new PipelineFactory(line, time).OpenScorer(bundle, line.Scan.BatchSize);
        var good = scorer.Score(Shown(tried));
        var painted = new Dictionary<string, IReadOnlyList<ScoreValues>>(StringComparer.Ordinal);
        foreach (var family in families)
        {
            cancellationToken.ThrowIfCancellationRequested();
            painted.Add(family, scorer.Score(Shown(tried.Select((_, i) => Paint(tried, i, family)).OfType<PreparedImage>())));
        }

        var thresholds = new List<ScoreValues>();
        foreach (var some in calibrate.Chunk(Most(images.Preprocessing)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            thresholds.AddRange(scorer.Score(some));
        }

        return ScoreChooser.Choose(
            [.. ScoreNames.All.Where(name => MayDecide(name, bundle) && good.All(s => s.Value(name) is not null)).Select(name => Trial(name, good, painted, Thresholds(bundle, thresholds, name)))],
            line.DefaultScoreOf(bundle.Metadata.Architecture.Family),
            percentile: line.Calibration.Percentiles.Review ?? CalibrationDefaults.Review);
    }

    // The sum over all places of features follows a picture's texture more than what is odd in it: on every line measured nll ranks real defects
    // worse than joint does, while it finds many of the painted ones, which the network has learned to see wherever they are.
    private static bool MayDecide(string score, ModelBundle bundle) =>
        bundle.Metadata.Architecture.Family is not FlowArchitecture.Feature || score is ScoreNames.Peak or ScoreNames.LastScale or ScoreNames.Joint;

    private static List<PreparedImage> Of(PreparedImageSet images, IReadOnlyCollection<SplitEntry> side)
    {
        var paths = side.Select(e => e.RelativePath).ToHashSet(StringComparer.Ordinal);
        return [.. images.Images.Where(i => paths.Contains(i.RelativePath))];
    }

    private List<PreparedImage> Shown(IEnumerable<PreparedImage> images) => [.. show is null ? images : images.Select(show)];

    private static int Most(PreprocessingOptions preprocessing) =>
        (int)Math.Clamp(MostPixels / (preprocessing.Width * preprocessing.Height), FewestImages, MostImages);

    private static ScoreTrial Trial(
        string name, IReadOnlyList<ScoreValues> good, Dictionary<string, IReadOnlyList<ScoreValues>> painted, IReadOnlyCollection<double> calibrate) => new(
            name,
            Values(good, name),
            painted.ToDictionary(p => p.Key, p => Values(p.Value, name), StringComparer.Ordinal))
        {
            Calibrate = calibrate,
        };

    // As a calibration takes them.
    private static IReadOnlyCollection<double> Thresholds(ModelBundle bundle, List<ScoreValues> scores, string name) =>
        name is ScoreNames.Joint && JointWithoutOwn.Of(
            bundle, [.. scores.Select(s => s.LastScale)], [.. scores.Select(s => s.Peak)], [.. scores.Select(s => s.Joint)]) is { } joint
            ? joint
            : Values(scores, name);

    private static IReadOnlyCollection<double> Values(IReadOnlyList<ScoreValues> scores, string name) =>
        [.. scores.Select(s => s.Value(name) ?? double.NaN)];

    // Keyed by content and family, so that an image gets the same defect in every run. Null where nothing can be seen of it.
    private PreparedImage? Paint(List<PreparedImage> images, int index, string family)
    {
        var image = images[index];
        var copy = image with { Pixels = [.. image.Pixels] };
        var other = Enumerable.Range(index + 1, images.Count - 1)
            .Select(i => images[i % images.Count])
            .FirstOrDefault(i => i.Content.Width == image.Content.Width && i.Content.Height == image.Content.Height, image);
        var random = new KeyedRandom(seed, BitConverter.DoubleToInt64Bits(ContentDraw.Uniform(seed, $"{family} {image.ContentHash}")));
        return paint(copy, other, family, random) ? copy : null;
    }
}
