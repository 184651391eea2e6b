using InspectFlow.Model.Layers;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Layers;

public sealed class ChannelMixerTests
{
    [Theory]
    [InlineData(1, 1, 1, ScalarType.Float32)]
    [InlineData(4, 3, 5, ScalarType.Float32)]
    [InlineData(12, 2, 8, ScalarType.Float32)]
    [InlineData(32, 1, 7, ScalarType.Float64)]
    public void Mixing_is_a_matrix_product_at_every_position(int channels, int images, int side, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var random = new KeyedRandom(channels);
        var x = TensorSamples.Gaussian(random, 1, images, channels, side, side).to(type);
        var weight = TensorSamples.Gaussian(random, 1, channels, channels).to(type);
        var bias = TensorSamples.Gaussian(random, 1, channels).to(type);

        var expected = nn.functional.conv2d(x, weight.view(channels, channels, 1, 1), bias);

        TensorSamples.LargestDifference(MemoryLayout.Mix(x, weight, bias), expected).ShouldBeLessThan(1e-4);
        TensorSamples.LargestDifference(MemoryLayout.Mix(x, weight), expected - bias.view(1, -1, 1, 1)).ShouldBeLessThan(1e-4);
    }

    [Theory]
    [InlineData(8, 5)]
    [InlineData(24, 2)]
    public void A_position_gives_the_same_bits_wherever_it_stands(int channels, int side)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var random = new KeyedRandom(3);
        var image = TensorSamples.Gaussian(random, 1, 1, channels, side, side).to(ScalarType.Float32);
        var weight = TensorSamples.Gaussian(random, 1, channels, channels).to(ScalarType.Float32);

        var alone = TensorSamples.Values(MemoryLayout.Mix(image, weight));
        var mixed = MemoryLayout.Mix(cat([.. Enumerable.Repeat(image, 7)], 0), weight);

        for (var i = 0; i < 7; i++)
        {
            TensorSamples.Values(mixed.narrow(0, i, 1)).ShouldBe(alone);
        }
    }
}
