using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Reporting.Extremal;

/// <summary>What the report of a run's extremes holds.</summary>
public sealed record ExtremalOptions
{
    /// <summary>Gets how many images to show at each end.</summary>
    /// <value>The default is 12.</value>
    [Range(1, 200)]
    public int Count { get; init; } = 12;

    /// <summary>Gets the most points in the scatter chart; a larger run is sampled, flagged images and others separately.</summary>
    /// <value>The default is 2000.</value>
    [Range(10, 20_000)]
    public int Points { get; init; } = 2000;

    /// <summary>Gets how many bins the histogram has.</summary>
    /// <value>The default is 48.</value>
    [Range(4, 200)]
    public int Bins { get; init; } = 48;

    /// <summary>Gets the seed of the sample.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }
}
