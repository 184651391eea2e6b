using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Training;

/// <summary>The three-way split of a line's good images, and what a person should know about it.</summary>
/// <param name="Manifest">Which image serves what.</param>
/// <param name="Warnings">Where grouping or split are not what was asked for.</param>
internal sealed record GoodImageSplit(SplitManifest Manifest, IReadOnlyList<string> Warnings)
{
    private const double UnlikeAreas = 4;

    /// <summary>Groups and splits.</summary>
    public static GoodImageSplit Plan(
        LineDefinition line, PreparedImageSet images, long seed, CancellationToken cancellationToken)
    {
        var good = line.RequireGoodImages();
        var groups = ImageGrouping.Group(images.Images, good.Grouping, cancellationToken);
        var manifest = new SplitPlanner(good.Split with { Seed = seed }).Plan(groups.Entries);
        string[] advice = manifest.Calibrate.Count < PercentileRank.RequiredCount(CalibrationDefaults.Review)
            ? [FormattableString.Invariant($"{manifest.Calibrate.Count} images support percentiles up to {PercentileRank.Highest(manifest.Calibrate.Count):0.#} only; {FoldAdvice.Of(images.Images.Count)} (or $.calibration.folds) calibrates on all {images.Images.Count}, approximately")]
            : [];
        return new(manifest, [.. groups.Warnings, .. manifest.Warnings, .. advice, .. Sizes(line, images)]);
    }

    // Brought to one size, the same defect is large in one picture and small in another.
    private static IEnumerable<string> Sizes(LineDefinition line, PreparedImageSet images)
    {
        var smallest = images.Images.MinBy(i => (long)i.Width * i.Height)!;
        var largest = images.Images.MaxBy(i => (long)i.Width * i.Height)!;
        return line.Preprocessing.Tiling is null && (double)largest.Width * largest.Height > UnlikeAreas * smallest.Width * smallest.Height
            ? [FormattableString.Invariant($"The good pictures have from {smallest.Width}×{smallest.Height} ({smallest.RelativePath}) to {largest.Width}×{largest.Height} pixels ({largest.RelativePath}), and all are brought to {line.Preprocessing.Width}×{line.Preprocessing.Height}: make lines of their own of pictures so unlike.")]
            : [];
    }
}
