using InspectFlow.Model.Layers;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Layers;

public sealed class KernelTests
{
    private static readonly long[] One = [1, 1];

    [Theory]
    [InlineData(4, 8, 6)]
    [InlineData(3, 4, 10)]
    [InlineData(12, 6, 6)]
    [InlineData(4, 7, 6)]
    public void A_kernel_gives_what_a_convolution_gives_and_the_same_gradients(int outputs, int height, int width)
    {
        using var scope = NewDisposeScope();
        var random = new KeyedRandom(outputs + height);
        var weight = TensorSamples.Gaussian(random, 1, outputs, 5, 3, 3).requires_grad_();
        var bias = TensorSamples.Gaussian(random, 1, outputs).requires_grad_();
        var x = MemoryLayout.ChannelsLast(TensorSamples.Gaussian(random, 1, 2, 5, height, width)).requires_grad_();
        var direction = TensorSamples.Gaussian(random, 1, 2, outputs, height, width);

        var expected = Gradients(nn.functional.conv2d(x, weight, bias, padding: One));
        var actual = Gradients(Kernel.For(weight, bias, x).Apply(x));

        foreach (var (a, b) in actual.Zip(expected))
        {
            TensorSamples.LargestDifference(a, b).ShouldBeLessThan(1e-4);
        }

        Tensor[] Gradients(Tensor y)
        {
            foreach (var leaf in new[] { weight, bias, x })
            {
                leaf.grad = null;
            }

            (y * direction).sum().backward();
            return [y.detach(), weight.grad!, bias.grad!, x.grad!];
        }
    }

    [Fact]
    public void What_is_kept_no_longer_follows_the_weights()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var random = new KeyedRandom(1);
        var weight = TensorSamples.Gaussian(random, 1, 4, 3, 3, 3);
        var x = MemoryLayout.ChannelsLast(TensorSamples.Gaussian(random, 1, 2, 3, 4, 4));
        using var kept = Kernel.For(weight, zeros(4, ScalarType.Float64), x).Keep();
        var before = kept.Apply(x).clone();

        weight.zero_();

        TensorSamples.LargestDifference(kept.Apply(x), before).ShouldBe(0);
        TensorSamples.Values(before).ShouldContain(v => v != 0);
    }
}
