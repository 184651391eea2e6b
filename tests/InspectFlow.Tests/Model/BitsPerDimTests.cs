using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

/// <summary>
/// Uniform 8-bit noise has a likelihood that can be worked out by hand under a flow that is still the identity, which
/// checks every constant at once: the prior's, the bins' width and the logit's log-det.
/// </summary>
public sealed class BitsPerDimTests
{
    private const int Count = 64;

    // Five standard deviations of the mean over all values.
    private const double Sigmas = 5;

    private static readonly double HalfLogTwoPi = Math.Log(2 * Math.PI) / 2;

    [Fact]
    public void Noise_under_a_new_glow_costs_what_its_second_moment_says()
    {
        // E[x²/2] = 1/24 over [−0.5, 0.5]; x² has standard deviation √(1/180).
        var expected = 8 + ((HalfLogTwoPi + (1.0 / 24)) / Math.Log(2));
        expected.ShouldBe(9.386, 0.0005);
        var tolerance = Sigmas * Math.Sqrt(1.0 / 180 / Values(Glow)) / 2 / Math.Log(2);

        MeanBitsPerDim(Glow, initialize: false).ShouldBe(expected, tolerance + 1e-6);
    }

    [Fact]
    public void Noise_under_a_glow_set_from_data_costs_what_its_deviation_says()
    {
        // Standardised by √(1/12). The deviation is itself estimated: the logarithm's error is half of the relative
        // error of the variance, √((κ − 1) / n) with kurtosis κ = 1.8, and that of the mean square has the same size.
        var expected = 8 + ((HalfLogTwoPi + 0.5 + (Math.Log(1.0 / 12) / 2)) / Math.Log(2));
        expected.ShouldBe(8.255, 0.0005);
        var tolerance = Sigmas * Math.Sqrt(0.8 / Values(Glow)) / Math.Log(2);

        MeanBitsPerDim(Glow, initialize: true).ShouldBe(expected, tolerance + 1e-6);
    }

    [Fact]
    public void Noise_under_a_new_realnvp_costs_what_the_logit_says()
    {
        // q is uniform over [α, 1 − α], y = ln(q / (1 − q)): the cost of a value is its normal density and the logit's
        // slope, integrated here by the midpoint rule.
        const int steps = 1_000_000;
        var (alpha, slope) = (RealNvp.LogitAlpha, 1 - (2 * RealNvp.LogitAlpha));
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < steps; i++)
        {
            var q = alpha + (slope * (i + 0.5) / steps);
            var y = Math.Log(q / (1 - q));
            var cost = HalfLogTwoPi + (y * y / 2) - Math.Log(slope) + Math.Log(q) + Math.Log(1 - q);
            mean += cost / steps;
            square += cost * cost / steps;
        }

        var expected = 8 + (mean / Math.Log(2));
        var tolerance = Sigmas * Math.Sqrt((square - (mean * mean)) / Values(RealNvp)) / Math.Log(2);

        MeanBitsPerDim(RealNvp, initialize: false).ShouldBe(expected, tolerance + 1e-6);
    }

    [Fact]
    public void Noise_under_a_new_dense_flow_costs_what_its_second_moment_says()
    {
        var expected = 8 + ((HalfLogTwoPi + (1.0 / 24)) / Math.Log(2));
        var tolerance = Sigmas * Math.Sqrt(1.0 / 180 / Values(Dense)) / 2 / Math.Log(2);

        MeanBitsPerDim(Dense, initialize: false).ShouldBe(expected, tolerance + 1e-6);
    }

    [Fact]
    public void Noise_under_a_dense_flow_set_from_data_costs_what_each_pixel_s_deviation_says()
    {
        // Standardised pixel by pixel over the images: 1/2 each for the square, and the logarithm of the deviation.
        using var scope = NewDisposeScope();
        var x = TensorSamples.Values(Noise(Dense));
        var size = Dense.Dimensions;
        var logs = Enumerable.Range(0, size).Average(d =>
        {
            var pixel = Enumerable.Range(0, Count).Select(i => x[(i * size) + d]).ToArray();
            var mean = pixel.Average();
            return Math.Log(pixel.Average(v => (v - mean) * (v - mean))) / 2;
        });

        MeanBitsPerDim(Dense, initialize: true).ShouldBe(8 + ((HalfLogTwoPi + 0.5 + logs) / Math.Log(2)), 1e-4);
    }

    private static FlowArchitecture Glow => new() { Height = 16, Width = 16, Levels = 3, StepsPerLevel = 2, HiddenChannels = 8 };

    private static FlowArchitecture RealNvp => Glow with { Family = FlowArchitecture.RealNvp, ResidualBlocks = 1 };

    private static FlowArchitecture Dense => Glow with { Family = FlowArchitecture.RealNvpDense };

    private static double Values(FlowArchitecture architecture) => (double)Count * architecture.Dimensions;

    private static double MeanBitsPerDim(FlowArchitecture architecture, bool initialize)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = Noise(architecture);
        using var flow = FlowFactory.Create(architecture, 13);
        if (initialize)
        {
            flow.Initialize(x);
        }

        flow.eval();
        return TensorSamples.Values(FlowLikelihood.BitsPerDim(flow.Forward(x))).Average();
    }

    private static Tensor Noise(FlowArchitecture architecture)
    {
        var random = new KeyedRandom(11);
        var levels = new byte[Count * architecture.Dimensions];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)random.NextInt(256);
        }

        var keys = Enumerable.Range(0, Count).Select(i => (long)i).ToArray();
        var pixels = tensor(levels, [Count, architecture.Channels, architecture.Height, architecture.Width]);
        return FlowLikelihood.ToInput(pixels, DequantisationNoise.Draw(12, keys, architecture));
    }
}
