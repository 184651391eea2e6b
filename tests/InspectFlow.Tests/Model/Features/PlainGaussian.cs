namespace InspectFlow.Tests.Model.Features;

/// <summary>The log-density of a Gaussian from its full covariance, by Cholesky's decomposition in double precision.</summary>
internal static class PlainGaussian
{
    public static double LogDensity(double[] x, double[] mean, double[,] covariance)
    {
        var d = x.Length;
        var lower = new double[d, d];
        var (squares, logDet) = (0.0, 0.0);
        var solved = new double[d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = covariance[i, j] - Enumerable.Range(0, j).Sum(k => lower[i, k] * lower[j, k]);
                lower[i, j] = i == j ? Math.Sqrt(rest) : rest / lower[j, j];
            }

            solved[i] = (x[i] - mean[i] - Enumerable.Range(0, i).Sum(k => lower[i, k] * solved[k])) / lower[i, i];
            squares += solved[i] * solved[i];
            logDet += 2 * Math.Log(lower[i, i]);
        }

        return -0.5 * (squares + logDet + (d * Math.Log(2 * Math.PI)));
    }

    /// <summary>D (E (Λ + α) Eᵀ + α (I − E Eᵀ)) D, with directions in E's columns, here the rows of <paramref name="directions"/>.</summary>
    public static double[,] Covariance(double[][] directions, double[] variances, double noise, double[] deviation)
    {
        var d = deviation.Length;
        var covariance = new double[d, d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                var sum = i == j ? noise : 0;
                for (var k = 0; k < variances.Length; k++)
                {
                    sum += directions[k][i] * directions[k][j] * variances[k];
                }

                covariance[i, j] = sum * deviation[i] * deviation[j];
            }
        }

        return covariance;
    }
}
