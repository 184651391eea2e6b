using InspectFlow.Scoring;
using MathNet.Numerics.LinearAlgebra;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class LinearTests
{
    [Theory]
    [InlineData(30, 8, GaussianTarget.Identity)]
    [InlineData(30, 8, GaussianTarget.Diagonal)]
    [InlineData(6, 15, GaussianTarget.Identity)]
    [InlineData(6, 15, GaussianTarget.Diagonal)]
    public void The_thin_gaussian_equals_the_direct_formula(int rows, int columns, GaussianTarget target)
    {
        var data = Rows(2, rows, columns);
        var tests = Rows(3, 5, columns);
        var baseline = GaussianBaseline.Fit(data, target);
        var sample = Covariance(data, out var mean);
        foreach (var shrinkage in new[] { 0.001, 0.1, 0.5, 1 })
        {
            var towards = target == GaussianTarget.Diagonal
                ? Matrix<double>.Build.DiagonalOfDiagonalVector(sample.Diagonal())
                : Matrix<double>.Build.DenseIdentity(columns) * (sample.Trace() / columns);
            var cholesky = (((1 - shrinkage) * sample) + (shrinkage * towards)).Cholesky();
            foreach (var row in tests)
            {
                var centered = Vector<double>.Build.Dense(columns, i => row[i] - mean[i]);
                var expected = 0.5 * ((centered * cholesky.Solve(centered)) + cholesky.DeterminantLn + (columns * Math.Log(2 * Math.PI)));
                baseline.Nll(baseline.Project(row), shrinkage).ShouldBe(expected, 1e-7 * Math.Abs(expected));
            }
        }
    }

    [Fact]
    public void Target_and_shrinkage_are_the_best_on_the_select_rows()
    {
        var fit = Rows(4, 20, 10);
        var select = Rows(5, 20, 10);
        var chosen = GaussianBaseline.Fit(fit, select);
        var best = Enum.GetValues<GaussianTarget>().Select(target => GaussianBaseline.Fit(fit, target))
            .SelectMany(b => GaussianBaseline.Grid.Select(a => (b.Target, Shrinkage: a, Nll: select.Average(row => b.Nll(b.Project(row), a)))))
            .MinBy(b => b.Nll);
        (chosen.Target, chosen.Shrinkage).ShouldBe((best.Target, best.Shrinkage));
        select.Average(chosen.Nll).ShouldBe(best.Nll, 1e-9);
        chosen.BitsPerDimension(select).ShouldBe((best.Nll + (10 * Math.Log(256))) / (10 * Math.Log(2)), 1e-9);
    }

    [Fact]
    public void Uniform_grey_levels_take_about_eight_bits_a_dimension()
    {
        // A Gaussian over a uniform variable of width 1 costs ½ log2(2πe/12) = 0.2546 bits more than the truth.
        var random = new KeyedRandom(6);
        var rows = Enumerable.Range(0, 3000).Select(_ => Enumerable.Range(0, 4).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray()).ToArray();
        GaussianBaseline.Fit(rows[..2000], rows[2000..2500]).BitsPerDimension(rows[2500..]).ShouldBe(8.2546, 0.05);
    }

    [Fact]
    public void A_constant_picture_costs_its_dequantisation_noise_alone()
    {
        var random = new KeyedRandom(7);
        var rows = Enumerable.Range(0, 4000).Select(_ => Enumerable.Range(0, 3)
            .Select(_ => (float)(((77 + random.NextDouble()) / 256) - 0.5)).ToArray()).ToArray();
        GaussianBaseline.Fit(rows[..2000], rows[2000..3000]).BitsPerDimension(rows[3000..]).ShouldBe(0.2546, 0.05);
    }

    private static float[][] Rows(long seed, int rows, int columns)
    {
        var random = new KeyedRandom(seed);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            var shared = random.NextGaussian();
            return Enumerable.Range(0, columns).Select(c => (float)(3 + (shared * (c % 3)) + (random.NextGaussian() * (1 + c)))).ToArray();
        })];
    }

    private static Matrix<double> Covariance(float[][] rows, out double[] mean)
    {
        var center = Enumerable.Range(0, rows[0].Length).Select(c => rows.Average(row => (double)row[c])).ToArray();
        mean = center;
        var y = Matrix<double>.Build.Dense(rows.Length, center.Length, (r, c) => rows[r][c] - center[c]);
        return y.TransposeThisAndMultiply(y) / rows.Length;
    }
}
