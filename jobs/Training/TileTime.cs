using InspectFlow.Ingest;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Training;

/// <summary>
/// Estimates how long a tiled line scores whole pictures, for its references and its calibration, so that a time budget leaves room
/// for it. A rough figure on purpose: it must follow from the images and the line alone, as <see cref="TrainingTime"/> says.
/// </summary>
internal static class TileTime
{
    // The default glow on 2 cores scores 278 images of 64 × 64 in a second.
    private const double SecondsPerValue = 1.0 / 278 / 4096;
    private const double Cores = 2;
    private const double GlowWork = 8 * 64;

    // Its networks are deeper and take each step twice, under a checkerboard and under a channel mask.
    private const double RealNvpWork = 3 * 32 / 5.0;

    /// <summary>Gives the seconds; 0 for a line without tiling.</summary>
    public static double Of(PreparedImageSet images, SplitManifest split, FlowArchitecture architecture, int threads)
    {
        var scored = split.Select.Concat(split.Calibrate).Concat(TileReferences.LocalImages(split, 0))
            .Select(e => e.RelativePath)
            .ToHashSet(StringComparer.Ordinal);
        var tiles = images.Images.Where(i => scored.Contains(i.RelativePath)).Sum(i => i.Tiles?.Count ?? 0);
        var isRealNvp = string.Equals(architecture.Family, FlowArchitecture.RealNvp, StringComparison.Ordinal);
        var work = (double)architecture.StepsPerLevel * architecture.HiddenChannels / (isRealNvp ? RealNvpWork : GlowWork);
        return tiles * architecture.Dimensions * SecondsPerValue * work * Cores / threads;
    }
}
