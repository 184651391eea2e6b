using InspectFlow.Model.Layers;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Layers;

public sealed class RectifierTests
{
    [Theory]
    [InlineData(1, 1, ScalarType.BFloat16)]
    [InlineData(7, 5, ScalarType.BFloat16)]
    [InlineData(64, 8, ScalarType.BFloat16)]
    [InlineData(7, 5, ScalarType.Float32)]
    public void Negative_values_become_zero_and_the_others_stay(int channels, int side, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = MemoryLayout.ChannelsLast(TensorSamples.Gaussian(new KeyedRandom(channels), 1, 2, channels, side, side).to(type));
        var expected = Array.ConvertAll(TensorSamples.Values(x), v => Math.Max(v, 0));

        TensorSamples.Values(Rectifier.Of(x)).ShouldBe(expected);
        TensorSamples.Values(x).ShouldNotBe(expected);
        TensorSamples.Values(Rectifier.InPlace(x)).ShouldBe(expected);
        TensorSamples.Values(x).ShouldBe(expected);
    }

    [Theory]
    [InlineData(7, 5, ScalarType.BFloat16)]
    [InlineData(7, 5, ScalarType.Float32)]
    public void The_clipped_one_ends_at_six(int channels, int side, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = MemoryLayout.ChannelsLast(TensorSamples.Gaussian(new KeyedRandom(channels), 8, 2, channels, side, side).to(type));
        var expected = Array.ConvertAll(TensorSamples.Values(x), v => Math.Clamp(v, 0, 6));
        expected.ShouldContain(6);

        TensorSamples.Values(Rectifier.ClippedInPlace(x)).ShouldBe(expected);
        TensorSamples.Values(x).ShouldBe(expected);
    }

    [Fact]
    public void A_gradient_passes_where_the_value_was_positive_in_bfloat16_too()
    {
        using var scope = NewDisposeScope();
        var leaf = tensor(new[] { -2f, 3f, -1f, 5f }, [1, 1, 2, 2]).requires_grad_();

        Rectifier.InPlace(leaf.to(ScalarType.BFloat16).mul(2)).sum().backward();

        TensorSamples.Values(leaf.grad!).ShouldBe([0, 2, 0, 2]);
    }
}
