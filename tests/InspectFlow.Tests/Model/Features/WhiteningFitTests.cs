using InspectFlow.Model;
using Shouldly;
using Xunit;
using static TorchSharp.torch;

namespace InspectFlow.Tests.Model.Features;

public sealed class WhiteningFitTests
{
    [Fact]
    public void Directions_and_variances_are_those_of_the_data()
    {
        // Features 0 and 1 move together, 2 on its own: in units of 2, 1 and 1, with 1 for the feature of a half, the covariance of the
        // first two is ((1, 0.4), (0.4, 0.25)), whose eigenvalues are 0.625 ± √(0.375² + 0.4²).
        using var scope = NewDisposeScope();
        var x = Correlated(4000, 1);

        var fit = WhiteningFit.Of(x, Correlated(400, 2), 3);

        fit.Mean.ShouldBe([5f, -1, 0], 0.15);
        fit.Deviation.ShouldBe([2f, 1, 1], 0.1, "none is below the median");
        fit.DirectionCount.ShouldBe(3);
        fit.Variances.ShouldBe([1.173f, 1, 0.077f], 0.1);
        Math.Abs(fit.Directions[0]).ShouldBe(0.918f, 0.05f);
        (fit.Directions[1] / fit.Directions[0]).ShouldBe(0.433f, 0.1f);
        Math.Abs(fit.Directions[5]).ShouldBe(1f, 0.05f);
        fit.Noise.ShouldBe(1e-3f, 1e-6f, "thousands of images leave nothing to add");
    }

    [Theory]
    [InlineData(6, 40)]
    [InlineData(60, 12)]
    public void Few_images_or_few_features_directions_are_eigenvectors_of_the_covariance(int n, int d)
    {
        using var scope = NewDisposeScope();
        var x = TensorSamples.Gaussian(new KeyedRandom(9), 1, n, d).add(arange(0, d, 1, ScalarType.Float64)).to(ScalarType.Float32);
        x = x.sub(x.mean([0L]));
        x = x.mul(x.square().mean([0L]).sqrt().pow(-1));

        var fit = WhiteningFit.Of(x, x.narrow(0, 0, 2), 100);

        fit.DirectionCount.ShouldBe(Math.Min(n - 1, d));
        var values = x.sub(tensor(fit.Mean)).mul(tensor(fit.Deviation).pow(-1)).to(ScalarType.Float64);
        var directions = tensor(fit.Directions).view(fit.DirectionCount, d).to(ScalarType.Float64);
        var variances = tensor(fit.Variances).to(ScalarType.Float64);
        TensorSamples.Values(directions.mm(directions.t())).ShouldBe(
            Enumerable.Range(0, fit.DirectionCount * fit.DirectionCount).Select(i => i % (fit.DirectionCount + 1) == 0 ? 1.0 : 0), 1e-4);
        var covariance = values.t().mm(values).div(n);
        TensorSamples.LargestDifference(covariance.mm(directions.t()), directions.t().mul(variances)).ShouldBeLessThan(1e-3);

        // All of the standardised features' variance, one each, lies along them.
        fit.Variances.Sum().ShouldBe(d, 1e-3 * d);
        fit.Variances.ShouldBe(fit.Variances.OrderDescending());
    }

    [Fact]
    public void No_more_directions_are_kept_than_asked_for_and_there_are()
    {
        using var scope = NewDisposeScope();
        var x = TensorSamples.Gaussian(new KeyedRandom(9), 1, 30, 8).to(ScalarType.Float32);
        WhiteningFit.Of(x, x, 3).Variances.ShouldBe(WhiteningFit.Of(x, x, 8).Variances[..3]);
        WhiteningFit.Of(x, x, 0).Directions.ShouldBeEmpty();
        WhiteningFit.Of(x.narrow(0, 0, 1), x, 8).DirectionCount.ShouldBe(0, "one image has no spread");

        // The second half repeats the first.
        WhiteningFit.Of(cat([x, x.mul(-3)], 1), cat([x, x.mul(-3)], 1), 16).DirectionCount.ShouldBe(8);
    }

    [Fact]
    public void A_feature_that_never_differs_is_no_direction_and_makes_nothing_infinite()
    {
        using var scope = NewDisposeScope();
        var x = cat([TensorSamples.Gaussian(new KeyedRandom(2), 1, 50, 2).to(ScalarType.Float32), full([50, 1], 7f)], 1);

        var fit = WhiteningFit.Of(x, x.narrow(0, 0, 10), 3);

        fit.DirectionCount.ShouldBe(2);
        fit.Mean[2].ShouldBe(7);
        fit.Deviation[2].ShouldBe(fit.Deviation[..2].Min());
        using var flow = new WhiteningFlow(3, 3);
        flow.Set(fit);
        var densities = TensorSamples.Values(flow.Forward(tensor(new float[] { 0, 0, 0, 0, 7, 7.1f }, [3, 2])).LogDensity);
        densities.ShouldAllBe(v => double.IsFinite(v));
        densities[0].ShouldBeGreaterThan(densities[1]);
        var plain = WhiteningFit.Of(full([5, 3], 2f), full([2, 3], 2f), 3);
        plain.DirectionCount.ShouldBe(0);
        plain.Deviation.ShouldAllBe(v => v == 1e-3f);
    }

    [Fact]
    public void The_noise_is_the_one_that_the_select_images_are_likeliest_under()
    {
        // Fitted to 12 images of 30 features that have no structure at all, so that most of the variance is missed.
        using var scope = NewDisposeScope();
        var random = new KeyedRandom(6);
        var (x, held) = (
            TensorSamples.Gaussian(random, 1, 12, 30).to(ScalarType.Float32), TensorSamples.Gaussian(random, 1, 40, 30).to(ScalarType.Float32));

        var fit = WhiteningFit.Of(x, held, 30);

        fit.Noise.ShouldBeInRange(0.1f, 3);
        var best = Nll(fit);
        foreach (var factor in new[] { 0.1f, 0.7f, 1.4f, 10 })
        {
            Nll(fit with { Noise = fit.Noise * factor }).ShouldBeGreaterThan(best, $"{factor}");
        }

        double Nll(WhiteningFit candidate)
        {
            using var flow = new WhiteningFlow(30, 30);
            flow.Set(candidate);
            return -TensorSamples.Values(flow.Forward(held.t()).LogDensity).Average();
        }
    }

    [Fact]
    public void Without_select_images_the_noise_has_its_default()
    {
        using var scope = NewDisposeScope();
        var x = TensorSamples.Gaussian(new KeyedRandom(9), 1, 20, 4).to(ScalarType.Float32);
        WhiteningFit.Of(x, empty([0, 0], ScalarType.Float32), 4).Noise.ShouldBe(0.1f);
        WhiteningFit.Of(x, empty([0, 4], ScalarType.Float32), 4).Noise.ShouldBe(0.1f);
    }

    private static Tensor Correlated(int count, long seed)
    {
        var z = TensorSamples.Gaussian(new KeyedRandom(seed), 1, count, 3);
        var (a, b) = (z.narrow(1, 0, 1), z.narrow(1, 1, 1));
        return cat([a.mul(2).add(5), a.mul(0.8).add(b.mul(0.6)).mul(0.5).sub(1), z.narrow(1, 2, 1)], 1).to(ScalarType.Float32);
    }
}
