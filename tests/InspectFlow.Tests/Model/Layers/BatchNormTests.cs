using InspectFlow.Model.Layers;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Layers;

public sealed class BatchNormTests
{
    private const int Channels = 3;

    [Fact]
    public void In_training_a_batch_is_standardised_by_its_own_statistics()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = Batch(1, 3, 7);
        var layer = new BatchNorm(Channels);

        var output = layer.Forward(x);
        TensorSamples.Values(output.Value.mean([0, 2, 3])).ShouldAllBe(mean => Math.Abs(mean) < 1e-5);
        TensorSamples.Values(output.Value.square().mean([0, 2, 3])).ShouldAllBe(square => Math.Abs(square - 1) < 1e-5);
        var deviations = TensorSamples.Values(x.sub(x.mean([0, 2, 3], keepdim: true)).square().mean([0, 2, 3]).sqrt());
        TensorSamples.Values(output.LogDet).Single().ShouldBe(-4 * deviations.Sum(Math.Log), 1e-4);
    }

    [Fact]
    public void The_gradient_goes_through_the_statistics_of_the_batch()
    {
        using var scope = NewDisposeScope();
        var x = Batch(1, 3, 7).requires_grad_();

        // The sum of squares of a standardised batch is its size, whatever x is: nothing that x does can change it.
        new BatchNorm(Channels).Forward(x).Value.square().sum().backward();
        TensorSamples.Values(x.grad.ShouldNotBeNull()).ShouldAllBe(value => Math.Abs(value) < 1e-4);
    }

    [Fact]
    public void After_training_evaluation_goes_by_the_latest_batch_as_a_sample_of_all_images()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var layer = new BatchNorm(Channels);
        var x = Batch(1, 3, 7);
        var mean = x.mean([0, 2, 3], keepdim: true);
        var deviation = x.sub(mean).square().sum([0, 2, 3], keepdim: true).mul(1.0 / 31).sqrt();

        layer.Forward(x);
        layer.eval();
        TensorSamples.LargestDifference(layer.Inverse(zeros(1, Channels, 1, 1)), mean).ShouldBeLessThan(1e-5);
        TensorSamples.LargestDifference(layer.Inverse(ones(1, Channels, 1, 1)), mean.add(deviation)).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void In_evaluation_batch_mates_change_nothing_and_nothing_is_learned()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var layer = new BatchNorm(Channels);
        layer.Initialize(Batch(1, 3, 7));
        layer.eval();
        var x = Batch(2, 1, 0);

        var alone = TensorSamples.Values(layer.Forward(x.narrow(0, 0, 1)).Value);
        layer.Forward(cat([x.narrow(0, 0, 1), Batch(3, 100, 50)], 0));
        TensorSamples.Values(layer.Forward(x).Value.narrow(0, 0, 1)).ShouldBe(alone);
    }

    [Fact]
    public void A_channel_that_is_constant_over_a_batch_stays_finite()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var output = new BatchNorm(Channels).Forward(ones(4, Channels, 2, 2));
        TensorSamples.Values(output.Value).ShouldAllBe(value => value == 0);
        double.IsFinite(TensorSamples.Values(output.LogDet).Single()).ShouldBeTrue();
    }

    private static Tensor Batch(long seed, double deviation, double mean) =>
        TensorSamples.Gaussian(new KeyedRandom(seed), deviation, 8, Channels, 2, 2).add(mean).to(ScalarType.Float32);
}
