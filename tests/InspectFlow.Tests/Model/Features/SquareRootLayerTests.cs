using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

public sealed class SquareRootLayerTests
{
    [Fact]
    public void Values_are_square_roots_mirrored_for_negative_ones()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 0, 4, -4, 1e-4, -3e-4 }, [5, 1]);
        var (value, _) = SquareRootLayer.Forward(x);
        double[] expected = [0, Math.Sqrt(4.0001) - 0.01, 0.01 - Math.Sqrt(4.0001), (Math.Sqrt(2) - 1) * 0.01, -0.01];
        TensorSamples.Values(value).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void The_inverse_gives_the_values_back()
    {
        using var scope = NewDisposeScope();
        var x = cat([TensorSamples.Gaussian(new KeyedRandom(5), 3, 4, 50), zeros(4, 1, ScalarType.Float64)], 1);
        TensorSamples.LargestDifference(SquareRootLayer.Inverse(SquareRootLayer.Forward(x).Value), x).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void The_log_determinant_is_that_of_numeric_differentiation()
    {
        using var scope = NewDisposeScope();
        double[] x = [2.5, -0.7, 0.01, -1e-3, 0];
        const double Step = 1e-6;
        var expected = x.Sum(v => Math.Log((At(v + Step) - At(v - Step)) / (2 * Step)));

        var (_, logDet) = SquareRootLayer.Forward(cat([tensor(x, [5, 1]), ones([5L, 1], ScalarType.Float64)], 1));

        logDet.shape.ShouldBe([2]);
        TensorSamples.Values(logDet).ShouldBe([expected, -5 * Math.Log(2 * Math.Sqrt(1.0001))], 1e-4);

        static double At(double v) => TensorSamples.Values(SquareRootLayer.Forward(tensor([v], [1L, 1L])).Value)[0];
    }
}
