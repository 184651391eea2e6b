using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

public sealed class ExponentialDensityTests
{
    [Fact]
    public void Its_density_is_that_of_independent_exponential_features()
    {
        using var scope = NewDisposeScope();
        using var density = Density(0.5f, 4);

        var nats = TensorSamples.Values(density.LogDensity(tensor(new float[] { 1, 0, 2, 8 }, [2, 2]), 1, 2));

        nats.ShouldBe([-(1 / 0.5) - (2 / 4.0) - Math.Log(0.5 * 4), -(8 / 4.0) - Math.Log(0.5 * 4)], 1e-5);
    }

    [Fact]
    public void It_sums_to_one()
    {
        using var scope = NewDisposeScope();
        using var density = Density(0.7f);
        const double Step = 0.001;
        var x = arange(Step / 2, 20, Step, ScalarType.Float32).unsqueeze(0);

        TensorSamples.Values(density.LogDensity(x, 1, (int)x.shape[1])).Sum(nats => Math.Exp(nats) * Step).ShouldBe(1, 1e-3);
    }

    [Fact]
    public void Of_features_that_are_always_zero_a_small_one_is_not_a_surprise()
    {
        using var scope = NewDisposeScope();
        using var density = Density(0);
        var nats = TensorSamples.Values(density.LogDensity(tensor(new float[] { 0, 1e-4f }, [1, 2]), 1, 2));
        (nats[0] - nats[1]).ShouldBeInRange(0.01, 0.2);
    }

    private static ExponentialDensity Density(params float[] means)
    {
        var density = new ExponentialDensity(means.Length);
        density.Set(new WhiteningFit(means, [.. means.Select(_ => 1f)], [], [], 1));
        return density;
    }
}
