using InspectFlow.Ingest;
using InspectFlow.Jobs.Definitions;

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
        return new(manifest, [.. groups.Warnings, .. manifest.Warnings]);
    }
}
