using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Jobs.Lines;

/// <summary>How a line's images are scored.</summary>
public sealed record LineScan
{
    /// <summary>Gets how many images are scored at a time. Scores do not depend on it; speed and memory do.</summary>
    /// <value>The default is 32.</value>
    [Range(1, 4096)]
    [DefaultValue(32)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Gets the arithmetic of the flow's subnetworks.</summary>
    /// <value>The default is <see cref="Precision.Fp32"/>.</value>
    [DefaultValue(Precision.Fp32)]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>Gets the share of a run's images that may be unreadable before the run counts as failed.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0.0, 1.0)]
    [DefaultValue(0.1)]
    public double MaxFailureRatio { get; init; } = 0.1;

    /// <summary>Gets how many unflagged images a run keeps pictures of, drawn at random, for a person to look at.</summary>
    /// <value>The default is 5.</value>
    [Range(0, 1000)]
    [DefaultValue(5)]
    public int AuditSample { get; init; } = 5;
}
