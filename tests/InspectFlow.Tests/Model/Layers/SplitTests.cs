using InspectFlow.Model.Layers;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Layers;

public sealed class SplitTests
{
    [Fact]
    public void The_inverse_gives_back_the_input()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var split = TensorSamples.Randomise(new Split(4, 2), new KeyedRandom(1));
        var x = TensorSamples.Gaussian(new KeyedRandom(2), 1, 3, 4, 4, 4).to(ScalarType.Float32);

        var output = split.Forward(x);
        TensorSamples.LargestDifference(split.Inverse(output.Kept, output.Latent), x).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void Half_given_away_is_standard_normal_at_the_start()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var x = TensorSamples.Gaussian(new KeyedRandom(2), 1, 1, 4, 2, 2);

        var output = new Split(4, 2).to(ScalarType.Float64).Forward(x);
        var latent = TensorSamples.Values(output.Latent);
        latent.ShouldBe(TensorSamples.Values(x).Skip(8));
        TensorSamples.Values(output.LogPrior).Single()
            .ShouldBe(latent.Sum(z => -(z * z / 2) - (Math.Log(2 * Math.PI) / 2)), 1e-12);
    }

    [Fact]
    public void The_log_prior_is_the_density_of_the_standardised_latent_and_the_stretch_to_it()
    {
        using var scope = NewDisposeScope();
        var split = TensorSamples.Randomise(new Split(4, 2), new KeyedRandom(1)).to(ScalarType.Float64);
        var x = TensorSamples.Gaussian(new KeyedRandom(3), 1, 1, 4, 2, 2);

        var output = split.Forward(x, withMap: true);
        var stretch = TensorSamples.LogDetOfJacobian(
            input =>
            {
                var parts = split.Forward(input);
                return cat([parts.Kept, parts.Latent], 1);
            },
            x);
        var density = TensorSamples.Values(output.Latent).Sum(z => -(z * z / 2) - (Math.Log(2 * Math.PI) / 2));
        TensorSamples.Values(output.LogPrior).Single().ShouldBe(density + stretch, 1e-9);
        TensorSamples.Values(output.Map!).Sum().ShouldBe(density + stretch, 1e-9);
    }
}
