using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;
using InspectFlow.Scoring;

namespace InspectFlow.Jobs.Training;

/// <summary>The three-way split of a line's good images, and what a person should know about it.</summary>
/// <param name="Manifest">Which image serves what.</param>
/// <param name="Warnings">Where grouping or split are not what was asked for.</param>
internal sealed record GoodImageSplit(SplitManifest Manifest, IReadOnlyList<string> Warnings)
{
    /// <summary>Groups and splits.</summary>
    public static GoodImageSplit Plan(
        LineDefinition line, PreparedImageSet images, long seed, CancellationToken cancellationToken)
    {
        var good = line.RequireGoodImages();
        var groups = ImageGrouping.Group(images.Images, good.Grouping, cancellationToken);
        var manifest = new SplitPlanner(good.Split with { Seed = seed }).Plan(groups.Entries);
        string[] advice = manifest.Calibrate.Count < PercentileRank.RequiredCount(CalibrationDefaults.Review)
            ? [FormattableString.Invariant($"{manifest.Calibrate.Count} images support percentiles up to {PercentileRank.Highest(manifest.Calibrate.Count):0.#} only; 'train --folds 5' (or $.calibration.folds) calibrates on all {images.Images.Count}, approximately")]
            : [];
        return new(manifest, [.. groups.Warnings, .. manifest.Warnings, .. advice]);
    }
}
