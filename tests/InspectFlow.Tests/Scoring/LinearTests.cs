using InspectFlow.Scoring;
using MathNet.Numerics.LinearAlgebra;
using Shouldly;
using Xunit;

namespace InspectFlow.Tests.Scoring;

public sealed class LinearTests
{
    [Theory]
    [InlineData(40, 6)]
    [InlineData(7, 30)]
    [InlineData(12, 12)]
    public void Principal_components_are_the_eigenvectors_of_the_covariance(int rows, int columns)
    {
        var data = Rows(1, rows, columns);
        var components = PrincipalComponents.Fit(data, 3);
        var covariance = Covariance(data, out var mean);
        for (var k = 0; k < 3; k++)
        {
            var vector = Vector<double>.Build.DenseOfEnumerable(components.Components[k]);
            vector.L2Norm().ShouldBe(1, 1e-10);
            ((covariance * vector) - (vector * components.Variances[k])).L2Norm().ShouldBeLessThan(1e-9);
            vector[vector.AbsoluteMaximumIndex()].ShouldBeGreaterThan(0);
        }

        components.Variances.ShouldBe(
            covariance.Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).OrderDescending().Take(3), 1e-9);
        components.TotalVariance.ShouldBe(covariance.Trace(), 1e-9);

        // The coordinates of the fitted rows have the variances as their variances.
        var projected = data.Select(row => components.Project(row)).ToArray();
        for (var k = 0; k < 3; k++)
        {
            projected.Average(p => p[k]).ShouldBe(0, 1e-6);
            projected.Average(p => p[k] * p[k]).ShouldBe(components.Variances[k], 1e-6);
        }

        components.Mean.ShouldBe(mean, 1e-9);
    }

    [Fact]
    public void There_are_no_more_components_than_directions()
    {
        PrincipalComponents.Fit([[1, 2, 3]], 2).Variances.ShouldBeEmpty();
        PrincipalComponents.Fit([[1, 2, 3], [1, 2, 3]], 2).Project([4, 5, 6]).ShouldBeEmpty();
        var line = PrincipalComponents.Fit([[0, 0, 0], [1, 2, 2], [2, 4, 4]], 2);
        line.Variances.Count.ShouldBe(1);
        line.Components[0].ShouldBe([1 / 3.0, 2 / 3.0, 2 / 3.0], 1e-9);
        line.Project([1, 2, 2]).ShouldBe([0], 1e-9);
        Should.Throw<ArgumentException>(() => line.Project([1, 2]));
        Should.Throw<ArgumentException>(() => PrincipalComponents.Fit([[1, 2], [1]], 1));
    }

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
