using InspectFlow.Model;
using InspectFlow.Model.Layers;
using Shouldly;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features.Maps;

public sealed class MapFlowTests
{
    private static readonly MapFlowOptions Options = new() { Channels = 4, Steps = 3, Hidden = 6, Seed = 2 };

    [Fact]
    public void It_is_undone_by_its_inverse()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Flow();
        var x = TensorSamples.Gaussian(new KeyedRandom(4), 1, 2, 4, 5, 3);

        TensorSamples.LargestDifference(flow.Inverse(flow.Forward(x).Latents), x).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void Its_density_is_that_of_its_latents_with_the_determinant_of_its_Jacobian()
    {
        using var scope = NewDisposeScope();
        var flow = Flow();
        var x = TensorSamples.Gaussian(new KeyedRandom(5), 1, 1, 4, 3, 2);

        var (latents, logDensity) = flow.Forward(x);

        logDensity.shape.ShouldBe([1, 3, 2]);
        var prior = TensorSamples.Values(latents).Sum(z => (-0.5 * z * z) - (0.5 * Math.Log(2 * Math.PI)));
        var logDet = TensorSamples.LogDetOfJacobian(input => flow.Forward(input).Latents, x);
        Math.Abs(logDet).ShouldBeGreaterThan(0.1);
        TensorSamples.Values(logDensity).Sum().ShouldBe(prior + logDet, 1e-8);
    }

    [Fact]
    public void What_a_place_is_expected_to_be_depends_on_its_neighbours_and_on_where_it_is()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flow = Flow();
        var same = ones([1, 4, 6, 6], ScalarType.Float64);
        var other = same.clone();
        other[0, 0, 2, 3] = tensor(2.0);

        var (plain, changed) = (flow.Forward(same).LogDensity, flow.Forward(other).LogDensity);

        Math.Abs(plain[0, 2, 2].item<double>() - plain[0, 3, 3].item<double>()).ShouldBeGreaterThan(1e-4);
        Math.Abs(changed[0, 2, 2].item<double>() - plain[0, 2, 2].item<double>()).ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public void Fresh_it_leaves_the_density_of_whitened_features_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var flow = new MapFlow(Options);
        var x = TensorSamples.Gaussian(new KeyedRandom(6), 1, 2, 4, 3, 3).to(ScalarType.Float32);

        var nats = TensorSamples.Values(flow.Forward(x).LogDensity);

        nats.ShouldBe(TensorSamples.Values(StandardNormal.LogDensity(x, withMap: true).Map!), 1e-4);
    }

    [Fact]
    public void Odd_channels_are_refused() =>
        Should.Throw<OptionsException>(() => new MapFlow(Options with { Channels = 5 })).Message.ShouldContain("even");

    [Fact]
    public void The_position_is_told_in_waves_that_run_from_one_end_to_the_other()
    {
        using var scope = NewDisposeScope();
        var position = PositionEncoding.Of(zeros([2, 1, 3, 5], ScalarType.Float64));

        position.shape.ShouldBe([2, PositionEncoding.Channels, 3, 5]);
        position[0, 0, 1, 0].item<double>().ShouldBe(0, 1e-6, "the middle row's first sine");
        position[0, 0, 0, 4].item<double>().ShouldBe(-Math.Sin(Math.PI / 3), 1e-6);
        position[1, 6, 2, 2].item<double>().ShouldBe(0, 1e-6, "the middle column's first sine");
        position[1, 7, 2, 2].item<double>().ShouldBe(1, 1e-6);
        var columns = Enumerable.Range(0, 15).Select(i => string.Join(' ', TensorSamples.Values(position[0].narrow(1, i / 5, 1).narrow(2, i % 5, 1))));
        columns.Distinct(StringComparer.Ordinal).Count().ShouldBe(15);
    }

    private static MapFlow Flow()
    {
        var flow = new MapFlow(Options);
        flow.to(ScalarType.Float64);
        return TensorSamples.Randomise(flow, new KeyedRandom(3));
    }
}
