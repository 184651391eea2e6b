namespace InspectFlow.Model.Layers;

/// <summary>
/// A random orthogonal matrix and its factors W = P · L · (U + diag(sign · exp(logs))), computed in plain arithmetic so
/// that a seed gives the same factors on every machine. All matrices are C × C, row by row.
/// </summary>
/// <param name="Permutation">P, a permutation matrix.</param>
/// <param name="Lower">L below its diagonal of ones; 0 elsewhere.</param>
/// <param name="Upper">U above its diagonal; 0 elsewhere.</param>
/// <param name="Sign">The signs of the diagonal, [C].</param>
/// <param name="Logs">The logarithms of the diagonal's magnitudes, [C].</param>
internal sealed record RotationFactors(
    float[] Permutation, float[] Lower, float[] Upper, float[] Sign, float[] Logs)
{
    /// <summary>Draws a matrix and factors it.</summary>
    /// <param name="channels">C.</param>
    /// <param name="random">Draws it.</param>
    /// <returns>The factors.</returns>
    public static RotationFactors Draw(int channels, KeyedRandom random)
    {
        var matrix = DrawOrthogonal(channels, random);
        var rows = Factor(matrix);
        var permutation = new float[channels * channels];
        var lower = new float[channels * channels];
        var upper = new float[channels * channels];
        var sign = new float[channels];
        var logs = new float[channels];
        for (var i = 0; i < channels; i++)
        {
            permutation[(rows[i] * channels) + i] = 1;
            sign[i] = Math.Sign(matrix[i][i]);
            logs[i] = (float)Math.Log(Math.Abs(matrix[i][i]));
            for (var j = 0; j < channels; j++)
            {
                if (j != i)
                {
                    (j < i ? lower : upper)[(i * channels) + j] = (float)matrix[i][j];
                }
            }
        }

        return new RotationFactors(permutation, lower, upper, sign, logs);
    }

    // Gram and Schmidt's process over Gaussian rows, each row projected twice so that rounding does not build up.
    private static double[][] DrawOrthogonal(int channels, KeyedRandom random)
    {
        var rows = new double[channels][];
        for (var i = 0; i < channels; i++)
        {
            var row = Enumerable.Range(0, channels).Select(_ => random.NextGaussian()).ToArray();
            for (var pass = 0; pass < 2; pass++)
            {
                for (var k = 0; k < i; k++)
                {
                    Subtract(row, rows[k], Dot(row, rows[k]));
                }
            }

            var norm = Math.Sqrt(Dot(row, row));
            rows[i] = [.. row.Select(value => value / norm)];
        }

        return rows;
    }

    // LU with partial pivoting, in place: L below the diagonal, U on and above it. Returns where each row came from.
    private static int[] Factor(double[][] matrix)
    {
        var rows = Enumerable.Range(0, matrix.Length).ToArray();
        for (var k = 0; k < matrix.Length; k++)
        {
            var pivot = Enumerable.Range(k, matrix.Length - k).MaxBy(i => Math.Abs(matrix[i][k]));
            (matrix[k], matrix[pivot]) = (matrix[pivot], matrix[k]);
            (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
            for (var i = k + 1; i < matrix.Length; i++)
            {
                var factor = matrix[i][k] / matrix[k][k];
                matrix[i][k] = factor;
                for (var j = k + 1; j < matrix.Length; j++)
                {
                    matrix[i][j] -= factor * matrix[k][j];
                }
            }
        }

        return rows;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static void Subtract(double[] row, double[] direction, double length)
    {
        for (var j = 0; j < row.Length; j++)
        {
            row[j] -= length * direction[j];
        }
    }
}
