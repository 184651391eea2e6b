namespace InspectFlow.Scoring;

/// <summary>
/// The best a single Gaussian over pixels does: the baseline that a flow has to beat in bits per dimension. Covariance
/// (1 − a)·S + a·T with S the sample covariance (divided by n) and T its mean variance times the identity or its
/// diagonal; a and T are chosen on images that S was not taken from. Rows must carry dequantisation noise: at the bins'
/// middles, a pixel that never changes would have a density without bound.
/// </summary>
public sealed class GaussianBaseline
{
    // The variance of uniform dequantisation noise, for a target that is not singular even where all fit rows are equal.
    private const double LeastVariance = 1.0 / (12 * 256.0 * 256.0);

    private readonly double[] mean;
    private readonly double[] inverseScale;
    private readonly double logScale;
    private readonly ThinEigen eigen;

    private GaussianBaseline(IReadOnlyList<float[]> fit, double[] mean, double[] targetVariance, GaussianTarget target)
    {
        this.mean = mean;
        Target = target;
        inverseScale = [.. targetVariance.Select(variance => 1 / Math.Sqrt(variance))];
        logScale = targetVariance.Sum(Math.Log);
        eigen = ThinEigen.Of(new CenteredRows(fit, mean, inverseScale));
    }

    /// <summary>Gets the amounts of shrinkage that are tried: 10⁻⁴ to 1 in quarter decades.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(0, 17).Select(i => Math.Pow(10, (i - 16) / 4.0))];

    /// <summary>Gets what the covariance is shrunk towards.</summary>
    public GaussianTarget Target { get; }

    /// <summary>Gets the amount of shrinkage, a, above 0 and at most 1.</summary>
    public double Shrinkage { get; private set; }

    /// <summary>Gets D, the number of pixels times planes.</summary>
    public int Dimension => mean.Length;

    /// <summary>Fits a Gaussian for every target and amount of shrinkage, and keeps the one that is best on *select* rows.</summary>
    /// <param name="fit">The *fit* rows, [n][D], dequantised to (v + u)/256 − 0.5 with u uniform in [0, 1).</param>
    /// <param name="select">The *select* rows, [m][D], dequantised likewise.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentException">There are no rows, or they differ in length.</exception>
    public static GaussianBaseline Fit(IReadOnlyList<float[]> fit, IReadOnlyList<float[]> select)
    {
        var dimension = CenteredRows.CheckedDimension(fit, nameof(fit));
        if (CenteredRows.CheckedDimension(select, nameof(select)) != dimension)
        {
            throw new ArgumentException("The select rows must be as long as the fit rows.", nameof(select));
        }

        GaussianBaseline? best = null;
        var bestNll = double.PositiveInfinity;
        foreach (var target in Enum.GetValues<GaussianTarget>())
        {
            var candidate = Fit(fit, target);
            var projected = select.Select(row => candidate.Project(row)).ToArray();
            foreach (var shrinkage in Grid)
            {
                var nll = projected.Average(row => candidate.Nll(row, shrinkage));
                if (best is null || nll < bestNll)
                {
                    (best, bestNll) = (candidate, nll);
                    candidate.Shrinkage = shrinkage;
                }
            }
        }

        return best!;
    }

    /// <summary>Computes −log density of a row.</summary>
    /// <param name="row">The row, [D], dequantised like the *fit* rows.</param>
    /// <returns>The NLL of the continuous density, in nats, without the dequantisation constant.</returns>
    public double Nll(float[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Nll(Project(row), Shrinkage);
    }

    /// <summary>Computes the mean bits per dimension of rows: (NLL + D ln 256)/(D ln 2).</summary>
    /// <param name="rows">The rows, [n][D], dequantised like the *fit* rows.</param>
    /// <returns>The mean, in bits per dimension.</returns>
    public double BitsPerDimension(IReadOnlyList<float[]> rows)
    {
        CenteredRows.CheckedDimension(rows, nameof(rows));
        return (rows.Average(Nll) + (Dimension * Math.Log(256))) / (Dimension * Math.Log(2));
    }

    /// <summary>Fits the Gaussian for one target; the amount of shrinkage is still open.</summary>
    internal static GaussianBaseline Fit(IReadOnlyList<float[]> fit, GaussianTarget target)
    {
        var center = CenteredRows.MeanOf(fit);
        var variances = new double[center.Length];
        foreach (var row in fit)
        {
            for (var column = 0; column < center.Length; column++)
            {
                var deviation = row[column] - center[column];
                variances[column] += deviation * deviation / fit.Count;
            }
        }

        var average = Math.Max(LeastVariance, variances.Average());
        var towards = target == GaussianTarget.Diagonal
            ? variances.Select(variance => Math.Max(LeastVariance, variance)).ToArray()
            : variances.Select(_ => average).ToArray();
        return new GaussianBaseline(fit, center, towards, target);
    }

    /// <summary>Computes −log density for an amount of shrinkage.</summary>
    internal double Nll(Projection row, double shrinkage)
    {
        // In units of the target: eigenvalues (1 − a)λ + a inside the span of the fit rows, a outside it.
        var outside = Math.Max(0, row.SquaredLength - row.Coordinates.Sum(p => p * p));
        var quadratic = outside / shrinkage;
        var logDeterminant = logScale + ((Dimension - eigen.Values.Length) * Math.Log(shrinkage));
        for (var i = 0; i < eigen.Values.Length; i++)
        {
            var variance = ((1 - shrinkage) * eigen.Values[i]) + shrinkage;
            quadratic += row.Coordinates[i] * row.Coordinates[i] / variance;
            logDeterminant += Math.Log(variance);
        }

        return 0.5 * (quadratic + logDeterminant + (Dimension * Math.Log(2 * Math.PI)));
    }

    /// <summary>Writes a row in the eigenvectors' coordinates, in units of the target.</summary>
    internal Projection Project(float[] row)
    {
        var scaled = new double[mean.Length];
        new CenteredRows([row], mean, inverseScale).FillRow(0, 0, scaled);
        return new Projection(
            [.. eigen.Vectors.Select(vector => GramMatrix.Dot(vector, scaled))], GramMatrix.Dot(scaled, scaled));
    }

    /// <summary>A row in the eigenvectors' coordinates.</summary>
    internal readonly record struct Projection(double[] Coordinates, double SquaredLength);
}
