using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Ingest;

/// <summary>When two pictures count as pictures of the same part.</summary>
public sealed record NearDuplicateOptions
{
    /// <summary>Gets the correlation of two fingerprints from which on they do. The default is 0.90.</summary>
    [Range(0.5, 0.999)]
    public double Correlation { get; init; } = 0.90;

    /// <summary>Gets by how many pixels width and height may differ. The default is 6.</summary>
    [Range(0, 1000)]
    public int SizeTolerance { get; init; } = 6;

    /// <summary>
    /// Gets the share of all images that one group may take before the correlation asked for is raised. The default is 0.2.
    /// </summary>
    [Range(0.01, 1)]
    public double MaxGroupShare { get; init; } = 0.2;

    /// <summary>
    /// Gets the mean correlation between all pictures of a size from which on they count as aligned views of one kind of
    /// part. Then, where a group would pass <see cref="MaxGroupShare"/>, what they have in common is taken out and they are
    /// compared again. The default is 0.5.
    /// </summary>
    [Range(0, 1)]
    public double AlignedFrom { get; init; } = 0.5;

    /// <summary>Gets the number of threads. The default is one per processor core.</summary>
    [Range(1, 256)]
    public int Workers { get; init; } = Math.Min(256, Environment.ProcessorCount);
}
