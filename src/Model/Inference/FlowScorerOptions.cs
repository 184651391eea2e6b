using System.ComponentModel.DataAnnotations;

namespace InspectFlow.Model;

/// <summary>How images are scored.</summary>
public sealed record FlowScorerOptions
{
    /// <summary>The name of single precision.</summary>
    public const string Fp32 = "fp32";

    /// <summary>
    /// The name of mixed precision: the couplings' networks calculate in bfloat16; latents, log-determinants and sums in
    /// single precision.
    /// </summary>
    public const string Bf16 = "bf16";

    /// <summary>The name of double precision.</summary>
    public const string Fp64 = "fp64";

    /// <summary>
    /// Gets the images that are taken in at once, and on an accelerator go through the flow at once, padded where there
    /// are fewer. The default is 64.
    /// </summary>
    [Range(1, 4096)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Gets the device: <c>auto</c> (the default), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    [Required]
    [RegularExpression("auto|cpu|cuda(:[0-9]+)?", ErrorMessage = "Must be \"auto\", \"cpu\", \"cuda\" or \"cuda:\" and a number.")]
    public string Device { get; init; } = "auto";

    /// <summary>
    /// Gets the precision: <c>fp32</c> (the default), <c>bf16</c>, faster where processor or accelerator calculate in it,
    /// or <c>fp64</c>, for audits. It belongs to a calibration: scores of one precision are not compared with thresholds of
    /// another.
    /// </summary>
    [AllowedValues(Fp32, Bf16, Fp64, ErrorMessage = "Must be \"fp32\", \"bf16\" or \"fp64\".")]
    public string Precision { get; init; } = Fp32;

    /// <summary>Gets the processor threads that score, or null (the default) for as many as there are cores.</summary>
    [Range(1, 1024)]
    public int? Threads { get; init; }
}
