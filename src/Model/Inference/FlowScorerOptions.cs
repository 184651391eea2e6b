using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>How images are scored.</summary>
public sealed record FlowScorerOptions
{
    /// <summary>The name of single precision.</summary>
    public const string Fp32 = "fp32";

    /// <summary>The name of double precision.</summary>
    public const string Fp64 = "fp64";

    /// <summary>
    /// Gets the images of a batch. Every batch has this shape; a last one that is not full is padded. The default is 32.
    /// </summary>
    [Range(1, 4096)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Gets the device: <c>auto</c> (the default), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    [Required]
    [RegularExpression("auto|cpu|cuda(:[0-9]+)?", ErrorMessage = "Must be \"auto\", \"cpu\", \"cuda\" or \"cuda:\" and a number.")]
    public string Device { get; init; } = "auto";

    /// <summary>
    /// Gets the precision: <c>fp32</c> (the default) or <c>fp64</c>, for audits. It belongs to a calibration: scores of
    /// one precision are not compared with thresholds of another.
    /// </summary>
    [AllowedValues(Fp32, Fp64, ErrorMessage = "Must be \"fp32\" or \"fp64\".")]
    public string Precision { get; init; } = Fp32;

    /// <summary>Gets the processor threads for the flow, or null (the default) for as many as there are cores.</summary>
    [Range(1, 1024)]
    public int? Threads { get; init; }
}
