namespace InspectFlow.Scoring;

/// <summary>
/// The likelihood ratio between a universal code and the model: NLL minus the length that a general-purpose lossless
/// coder needs for the same pixels (Serrà et al., "Input complexity and out-of-distribution detection", 2020). It takes
/// from the NLL what is due to a picture's being busy rather than unusual.
/// </summary>
public static class ComplexityScore
{
    /// <summary>Computes the score.</summary>
    /// <param name="nll">The image's NLL, in nats, dequantisation constant included.</param>
    /// <param name="codeLengthBits">The code length of the prepared input, in bits.</param>
    /// <returns>The score, in nats.</returns>
    public static double Of(double nll, double codeLengthBits) => nll - (Math.Log(2) * codeLengthBits);
}
