using InspectFlow.Model;
using Shouldly;
using TorchSharp;
using Xunit;

namespace InspectFlow.Tests.Model.Features;

public sealed class SphericalKMeansTests
{
    private static readonly double[][] Directions = [[0.6, 0.8, 0, 0], [0, 0, 0.8, -0.6]];

    [Fact]
    public void Samples_along_two_lines_give_the_two_lines_whatever_their_signs()
    {
        var samples = Lines(10_000);
        var atoms = SphericalKMeans.Learn(samples, 2, 12, new KeyedRandom(5), OneByOne, default);
        foreach (var direction in Directions)
        {
            var products = Enumerable.Range(0, 2).Select(k => Math.Abs(Dot(atoms[k].ToArray(), direction)));
            products.Max().ShouldBe(1, 1e-3);
        }
    }

    [Fact]
    public void An_atom_without_samples_keeps_its_direction_and_length()
    {
        // All samples lie on one line, so that of many atoms one takes all.
        var samples = new SampleRows(50, 4);
        for (var i = 0; i < 50; i++)
        {
            samples[i][2] = 1;
        }

        var atoms = SphericalKMeans.Learn(samples, 8, 3, new KeyedRandom(5), OneByOne, default);
        for (var k = 0; k < 8; k++)
        {
            Dot(atoms[k].ToArray(), [.. atoms[k].ToArray().Select(v => (double)v)]).ShouldBe(1, 1e-5);
        }

        Enumerable.Range(0, 8).Count(k => Math.Abs(atoms[k][2]) > 0.99).ShouldBe(1);
    }

    [Fact]
    public void The_order_in_which_shares_are_worked_on_changes_nothing()
    {
        var samples = Lines(20_000);
        var forwards = SphericalKMeans.Learn(samples, 4, 4, new KeyedRandom(5), OneByOne, default);
        var backwards = SphericalKMeans.Learn(
            samples, 4, 4, new KeyedRandom(5), (steps, step) => OneByOne(steps, i => step(steps - 1 - i)), default);
        backwards.Values.ShouldBe(forwards.Values);
    }

    [Fact]
    public void Zca_evens_out_the_variances_and_keeps_the_axes()
    {
        // Variances 4, 1, 1: a tenth of their mean, 0.2, is added.
        using var covariance = torch.tensor([4.0, 0, 0, 0, 1, 0, 0, 0, 1], [3, 3]);
        using var whitening = Whitening.Zca(covariance);
        var (loud, quiet) = (1 / Math.Sqrt(4.2), 1 / Math.Sqrt(1.2));
        TensorSamples.Values(whitening).ShouldBe([loud, 0, 0, 0, quiet, 0, 0, 0, quiet], 1e-6);
    }

    [Fact]
    public void Zca_of_patches_that_are_all_flat_is_finite()
    {
        using var covariance = torch.zeros([3, 3], torch.ScalarType.Float64);
        using var whitening = Whitening.Zca(covariance);
        TensorSamples.Values(whitening).Max().ShouldBe(1 / Math.Sqrt(1e-3), 1e-3);
    }

    [Fact]
    public void Pca_keeps_the_leading_components_of_the_standardised_features()
    {
        // Features 0 and 1 are one thing, measured in units of 1 and 10; feature 2 is by itself.
        using var covariance = torch.tensor([1.0, 10, 0, 10, 100, 0, 0, 0, 9], [3, 3]);
        using var deviation = torch.tensor([1.0, 10, 3]);
        using var weights = Whitening.Pca(covariance, deviation, 1);
        var values = TensorSamples.Values(weights);
        var gain = 1 / Math.Sqrt(2) / Math.Sqrt(2.05);
        Math.Abs(values[0]).ShouldBe(gain, 1e-6);
        (values[0] / values[1]).ShouldBe(10, 1e-4);
        values[2].ShouldBe(0, 1e-6);
    }

    private static SampleRows Lines(int count)
    {
        var random = new KeyedRandom(3);
        var samples = new SampleRows(count, 4);
        for (var i = 0; i < count; i++)
        {
            var strength = random.NextGaussian();
            for (var j = 0; j < 4; j++)
            {
                samples[i][j] = (float)((strength * Directions[i % 2][j]) + (0.01 * random.NextGaussian()));
            }
        }

        return samples;
    }

    private static void OneByOne(int steps, Action<int> step)
    {
        for (var i = 0; i < steps; i++)
        {
            step(i);
        }
    }

    private static double Dot(float[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
