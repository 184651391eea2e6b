namespace InspectFlow.Jobs.Lines;

/// <summary>The arithmetic of the flow's subnetworks; latents, log-determinants and sums are fp32 or wider in both.</summary>
public enum Precision
{
    /// <summary>32-bit floating point.</summary>
    Fp32,

    /// <summary>bfloat16 where the device is fast at it. A calibration holds for the precision that it was made with.</summary>
    Bf16,
}
