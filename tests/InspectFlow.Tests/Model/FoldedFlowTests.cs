using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

public sealed class FoldedFlowTests
{
    private static readonly FlowArchitecture Glow = new()
    {
        Channels = 1, Height = 16, Width = 8, Levels = 3, StepsPerLevel = 2, HiddenChannels = 8,
    };

    public static TheoryData<string, int> Shapes => new()
    {
        { FlowArchitecture.Glow, 1 },
        { FlowArchitecture.Glow, 3 },
        { FlowArchitecture.RealNvp, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_folded_flow_gives_what_the_plain_one_gives(string family, int channels)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(family, channels);
        var x = TensorSamples.Uniform(new KeyedRandom(4), -0.5, 0.5, 5, channels, 16, 8).to(ScalarType.Float32);
        var plain = flow.Forward(x, withMap: true);

        flow.Fold();

        // Twice: the first pass lays out the kernels.
        foreach (var folded in new[] { flow.Forward(x, withMap: true), flow.Forward(x, withMap: true) })
        {
            var nll = TensorSamples.Values(FlowLikelihood.Nll(plain));
            TensorSamples.LargestDifference(FlowLikelihood.Nll(folded), FlowLikelihood.Nll(plain)).ShouldBeLessThan(1e-5 * nll.Max());
            TensorSamples.LargestDifference(folded.LogDet, plain.LogDet).ShouldBeLessThan(2e-3);
            TensorSamples.LargestDifference(folded.LastScaleLogDet!, plain.LastScaleLogDet!).ShouldBeLessThan(2e-3);
            TensorSamples.LargestDifference(folded.Map!, plain.Map!).ShouldBeLessThan(2e-3);
            foreach (var (a, b) in folded.Latents.Zip(plain.Latents))
            {
                TensorSamples.LargestDifference(a, b).ShouldBeLessThan(2e-3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Networks_in_bfloat16_move_the_likelihood_by_little_and_back_again_by_nothing(string family, int channels)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Make(family, channels);
        var x = TensorSamples.Uniform(new KeyedRandom(5), -0.5, 0.5, 5, channels, 16, 8).to(ScalarType.Float32);
        var single = TensorSamples.Values(FlowLikelihood.Nll(flow.Forward(x)));

        flow.UseNetworkPrecision(ScalarType.BFloat16);
        var mixed = flow.Forward(x);
        flow.UseNetworkPrecision(null);

        mixed.LogDet.dtype.ShouldBe(ScalarType.Float32);
        mixed.Latents.ShouldAllBe(z => z.dtype == ScalarType.Float32);
        var shift = TensorSamples.Values(FlowLikelihood.Nll(mixed)).Zip(single, (a, b) => Math.Abs(a - b)).Max();
        shift.ShouldBeGreaterThan(0);
        shift.ShouldBeLessThan(0.01 * single.Max());
        TensorSamples.Values(FlowLikelihood.Nll(flow.Forward(x))).ShouldBe(single);
    }

    private static Flow Make(string family, int channels)
    {
        var flow = FlowFactory.Create(Glow with { Family = family, Channels = channels }, seed: 1);
        TensorSamples.Randomise(flow, new KeyedRandom(2), 0.1);
        flow.eval();
        return flow;
    }
}
