using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>How good images are split three ways.</summary>
public sealed record SplitOptions
{
    /// <summary>Gets the seed that chooses which group goes where. The default is 0.</summary>
    public long Seed { get; init; }

    /// <summary>Gets the share of the images that calibrates thresholds. The default is 0.2.</summary>
    [Range(0.01, 0.5)]
    public double CalibrateShare { get; init; } = 0.2;

    /// <summary>
    /// Gets how many images calibrate at least, where at least half of all then still remain for fitting. The default is 99,
    /// the fewest that support the 99th percentile.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MinimumCalibrate { get; init; } = 99;

    /// <summary>Gets the share of the images that selects. The default is 0.1.</summary>
    [Range(0.01, 0.4)]
    public double SelectShare { get; init; } = 0.1;
}
