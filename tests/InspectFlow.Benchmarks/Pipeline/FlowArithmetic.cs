using InspectFlow.Model;

namespace InspectFlow.Benchmarks.Pipeline;

/// <summary>
/// The floating-point operations of a Glow, counted from its architecture: convolutions and 1 × 1 mixes, two for each
/// multiply-add. What is cheap (activations, sums) and what an implementation does on top is not counted.
/// </summary>
internal static class FlowArithmetic
{
    /// <summary>How a training step compares with a forward pass: the gradients of inputs and of weights come to it.</summary>
    public const int TrainingFactor = 3;

    private const int Window = 3 * 3;

    /// <summary>Counts.</summary>
    /// <param name="architecture">The flow's shape, of the glow family.</param>
    /// <returns>The operations of one image's forward pass.</returns>
    public static long PerImage(FlowArchitecture architecture)
    {
        if (!string.Equals(architecture.Family, FlowArchitecture.Glow, StringComparison.Ordinal))
        {
            throw new ArgumentException($"Only glow is counted here, not {architecture.Family}.", nameof(architecture));
        }

        var isAffine = string.Equals(architecture.Coupling, FlowArchitecture.Affine, StringComparison.Ordinal);
        var hidden = (long)architecture.HiddenChannels;
        long channels = architecture.Channels;
        long positions = architecture.Height * architecture.Width;
        long multiplyAdds = 0;
        for (var level = 1; level <= architecture.Levels; level++)
        {
            channels *= 4;
            positions /= 4;
            var half = channels / 2;
            var step = (channels * channels) + (half * hidden * Window) + (hidden * hidden) +
                (hidden * (isAffine ? channels : half) * Window);
            var split = level < architecture.Levels ? half * channels * Window : 0;
            multiplyAdds += positions * ((architecture.StepsPerLevel * step) + split);
            channels = half;
        }

        return 2 * multiplyAdds;
    }
}
