using InspectFlow.Model;
using InspectFlow.Model.Layers;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model;

/// <summary>The forms that are quick to calculate give what the plain ones give.</summary>
public sealed class FoldedFlowTests
{
    [Theory]
    [InlineData(FlowArchitecture.Glow, FlowArchitecture.Affine)]
    [InlineData(FlowArchitecture.Glow, FlowArchitecture.Additive)]
    [InlineData(FlowArchitecture.RealNvp, FlowArchitecture.Affine)]
    public void A_folded_flow_gives_the_likelihood_the_map_and_the_log_determinant_of_the_plain_one(string family, string coupling)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var architecture = new FlowArchitecture
        {
            Family = family, Coupling = coupling, Height = 16, Width = 16, Levels = 2, StepsPerLevel = 2, HiddenChannels = 16,
        };
        var pixels = ToyImages.Stripes(5, architecture);
        var input = FlowLikelihood.ToInput(PixelBatch.ToTensor(pixels, architecture, CPU));
        var flow = FlowFactory.Create(architecture, seed: 1);
        flow.Initialize(input);
        TensorSamples.Randomise(flow, new KeyedRandom(2), 0.05);
        flow.eval();
        var plain = flow.Forward(input, withMap: true);

        flow.Fold();

        // Twice: kernels are laid out by the first input and only used by the second.
        for (var i = 0; i < 2; i++)
        {
            var folded = flow.Forward(input, withMap: true);
            ShouldAgree(FlowLikelihood.Nll(folded), FlowLikelihood.Nll(plain), 1e-4);
            ShouldAgree(folded.LogDet, plain.LogDet, 1e-4);
            ShouldAgree(folded.Map!, plain.Map!, 1e-4);
        }
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(5, 2)]
    [InlineData(1, 1)]
    public void A_kernel_applied_by_blocks_is_the_convolution_with_its_gradients(int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        var random = new KeyedRandom(1);
        var x = TensorSamples.Gaussian(random, 1, 2, inputs, 6, 8).to(ScalarType.Float64);
        var weight = TensorSamples.Gaussian(random, 1, outputs, inputs, 3, 3).to(ScalarType.Float64);
        var bias = TensorSamples.Gaussian(random, 1, outputs).to(ScalarType.Float64);
        var factors = TensorSamples.Gaussian(random, 1, 2, outputs, 6, 8).to(ScalarType.Float64);

        var blocks = Gradients((a, w, b) => Kernel.For(w, b, a).Apply(MemoryLayout.ChannelsLast(a)));
        var plain = Gradients((a, w, b) => nn.functional.conv2d(a, w, b, padding: [1, 1]));

        foreach (var (mine, other) in blocks.Zip(plain))
        {
            ShouldAgree(mine, other, 1e-12);
        }

        Tensor[] Gradients(Func<Tensor, Tensor, Tensor, Tensor> convolve)
        {
            Tensor[] leaves = [.. new[] { x, weight, bias }.Select(t => t.clone().requires_grad_())];
            var y = convolve(leaves[0], leaves[1], leaves[2]);
            y.mul(factors).sum().backward();
            return [y.detach(), .. leaves.Select(l => l.grad!)];
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void A_channel_mix_is_the_matrix_product_and_the_same_to_the_bit_wherever_a_position_stands(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var random = new KeyedRandom(1);
        var weight = TensorSamples.Gaussian(random, 1, 6, 6).to(type);
        var bias = TensorSamples.Gaussian(random, 1, 6).to(type);
        var x = TensorSamples.Gaussian(random, 1, 3, 6, 5, 7).to(type);

        var mixed = MemoryLayout.Mix(x, weight, bias);

        ShouldAgree(mixed, nn.functional.conv2d(x, weight.view(6, 6, 1, 1), bias), tolerance);
        for (var i = 0; i < 3; i++)
        {
            TensorSamples.Values(MemoryLayout.Mix(x.narrow(0, i, 1).contiguous(), weight, bias))
                .ShouldBe(TensorSamples.Values(mixed.narrow(0, i, 1)));
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 7)]
    [InlineData(8, 4, 8)]
    public void Rectifying_bfloat16_in_place_is_relu_for_every_length(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var x = MemoryLayout.ChannelsLast(TensorSamples.Gaussian(new KeyedRandom(1), 1, 3, channels, height, width).to(ScalarType.BFloat16));
        var expected = TensorSamples.Values(x.to(ScalarType.Float32).relu());
        expected.Count(v => v > 0).ShouldBeGreaterThan(0);

        TensorSamples.Values(Rectifier.Of(x)).ShouldBe(expected);
        TensorSamples.Values(x).ShouldContain(v => v < 0);
        TensorSamples.Values(Rectifier.InPlace(x)).ShouldBe(expected);
        TensorSamples.Values(x).ShouldBe(expected);
    }

    private static void ShouldAgree(Tensor mine, Tensor other, double relative) =>
        TensorSamples.LargestDifference(mine, other)
            .ShouldBeLessThanOrEqualTo(relative * Math.Max(1, TensorSamples.Values(other).Max(Math.Abs)));
}
