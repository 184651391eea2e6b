using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InspectFlow.Model;

namespace InspectFlow.Jobs.Definitions;

/// <summary>How a line's images are scored.</summary>
public sealed record LineScan
{
    /// <summary>Gets how many images are scored at a time. Scores do not depend on it; speed and memory do.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 4096)]
    [DefaultValue(64)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Gets the floating-point precision of the flow: <c>fp32</c>, <c>bf16</c> (faster where the processor or accelerator calculates in it) or <c>fp64</c>. A calibration holds for the precision that it was made with.</summary>
    /// <value>The default is <c>fp32</c>.</value>
    [AllowedValues(FlowScorerOptions.Fp32, FlowScorerOptions.Bf16, FlowScorerOptions.Fp64, ErrorMessage = "must be \"fp32\", \"bf16\" or \"fp64\"")]
    [DefaultValue(FlowScorerOptions.Fp32)]
    public string Precision { get; init; } = FlowScorerOptions.Fp32;

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
