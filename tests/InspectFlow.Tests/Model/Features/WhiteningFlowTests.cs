using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

public sealed class WhiteningFlowTests
{
    // Two orthonormal directions in three dimensions.
    private static readonly double[][] Directions = [[0.6, 0.8, 0], [0, 0, 1]];
    private static readonly double[] Variances = [2.5, 0.4];
    private static readonly double[] Mean = [1, -2, 0.5];
    private static readonly double[] Deviation = [2, 0.5, 3];
    private const double Noise = 0.3;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Its_density_is_that_of_the_Gaussian_with_the_full_covariance(int directionCount)
    {
        // Room for a third direction that the fit did not find changes nothing.
        using var scope = NewDisposeScope();
        using var flow = Flow(3, directionCount, Directions);
        var x = TensorSamples.Gaussian(new KeyedRandom(3), 2, 3, 20);
        var values = TensorSamples.Values(x.t());
        var covariance = PlainGaussian.Covariance(Directions, Variances, Noise, Deviation);

        var (latents, logDensity) = flow.Forward(x.to(ScalarType.Float32));

        latents.shape.ShouldBe([directionCount, 20]);
        TensorSamples.Values(logDensity).ShouldBe(
            Enumerable.Range(0, 20).Select(i => PlainGaussian.LogDensity(values[(3 * i)..((3 * i) + 3)], Mean, covariance)), 1e-4);
    }

    [Fact]
    public void Without_directions_it_is_a_Gaussian_of_independent_features()
    {
        using var scope = NewDisposeScope();
        using var flow = Flow(3, 0, []);
        var (latents, logDensity) = flow.Forward(tensor(new float[] { 3, -2, 0.5f }, [3, 1]));
        latents.shape.ShouldBe([0, 1]);
        var expected = (-0.5 / Noise) - (1.5 * Math.Log(2 * Math.PI * Noise)) - Deviation.Sum(Math.Log);
        TensorSamples.Values(logDensity).ShouldHaveSingleItem().ShouldBe(expected, 1e-4);
    }

    [Fact]
    public void The_density_of_two_dimensions_sums_to_one_over_the_plane()
    {
        using var scope = NewDisposeScope();
        using var flow = new WhiteningFlow(2, 1);
        flow.Set(new WhiteningFit([1, -1], [0.5f, 2], [0.6f, -0.8f], [1.5f], 0.2f));
        const double Step = 0.05;
        var across = arange(-5, 7, Step, ScalarType.Float64);
        var down = arange(-21, 19, Step, ScalarType.Float64);
        var grid = stack([
            across.unsqueeze(0).expand(down.shape[0], -1).flatten(), down.unsqueeze(1).expand(-1, across.shape[0]).flatten()]);

        var mass = flow.Forward(grid.to(ScalarType.Float32)).LogDensity.to(ScalarType.Float64).exp().sum().item<double>() * Step * Step;

        mass.ShouldBe(1, 1e-4);
    }

    [Fact]
    public void The_inverse_gives_the_vector_on_the_directions_whose_latents_they_are()
    {
        using var scope = NewDisposeScope();
        using var flow = Flow(3, 2, Directions);
        var latents = TensorSamples.Gaussian(new KeyedRandom(4), 1, 2, 10).to(ScalarType.Float32);

        var x = flow.Inverse(latents);

        var (again, logDensity) = flow.Forward(x);
        TensorSamples.LargestDifference(again, latents).ShouldBeLessThan(1e-5);

        // Nothing lies outside: what is left of the density but for its constant is the latents' squares.
        var constant = TensorSamples.Values(flow.Forward(flow.Inverse(zeros(2, 1))).LogDensity)[0];
        TensorSamples.LargestDifference(logDensity, latents.square().sum([0]).mul(-0.5).add(constant)).ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void Sizes_that_make_no_flow_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new WhiteningFlow(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new WhiteningFlow(2, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => new WhiteningFlow(2, -1));
    }

    private static WhiteningFlow Flow(int dimensions, int directionCount, double[][] directions)
    {
        var flow = new WhiteningFlow(dimensions, directionCount);
        flow.Set(new WhiteningFit(
            Single(Mean), Single(Deviation), Single([.. directions.SelectMany(d => d)]), Single(Variances[..directions.Length]), (float)Noise));
        return flow;
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, v => (float)v);
}
