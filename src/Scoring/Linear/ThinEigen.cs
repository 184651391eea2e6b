using System.Numerics;

namespace InspectFlow.Scoring;

/// <summary>
/// The eigenvalues above zero of the covariance of centred rows, largest first, with their eigenvectors. Works on the
/// smaller of the two Gram matrices, so thousands of pixels cost no more than the number of images allows.
/// </summary>
/// <param name="Values">The eigenvalues of YᵀY/n.</param>
/// <param name="Vectors">The eigenvectors, [rank][D], of length 1, the entry of largest magnitude positive.</param>
internal sealed record ThinEigen(double[] Values, double[][] Vectors)
{
    // Eigenvalues this much smaller than the largest are rounding.
    private const double RelativeZero = 1e-12;

    public static ThinEigen Of(CenteredRows rows, int atMost = int.MaxValue)
    {
        var byRows = rows.Count <= rows.Dimension;
        var gram = byRows
            ? GramMatrix.Of(rows.Count, rows.Dimension, rows.FillRow)
            : GramMatrix.Of(rows.Dimension, rows.Count, rows.FillColumn);
        var size = gram.RowCount;
        var eigen = gram.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        var all = eigen.EigenValues.Select(value => value.Real).ToArray();
        var largest = all.Max();
        var order = Enumerable.Range(0, size)
            .Where(i => all[i] > largest * RelativeZero && all[i] > 0)
            .OrderByDescending(i => all[i]).ThenBy(i => i).Take(atMost).ToArray();

        var coefficients = order.Select(i => eigen.EigenVectors.Column(i).ToArray()).ToArray();
        var vectors = byRows ? Lift(rows, coefficients) : coefficients;
        foreach (var vector in vectors)
        {
            Normalise(vector);
        }

        return new ThinEigen([.. order.Select(i => all[i] / rows.Count)], vectors);
    }

    // An eigenvector u of YYᵀ gives the eigenvector Yᵀu of YᵀY.
    private static double[][] Lift(CenteredRows rows, double[][] coefficients)
    {
        // Short enough that the same stretch of every eigenvector stays in the cache.
        const int stretch = 128;
        var vectors = coefficients.Select(_ => new double[rows.Dimension]).ToArray();
        var stretches = (rows.Dimension + stretch - 1) / stretch;
        Parallel.For(0, stretches, part =>
        {
            var first = part * stretch;
            var values = new double[Math.Min(stretch, rows.Dimension - first)];
            for (var row = 0; row < rows.Count; row++)
            {
                rows.FillRow(row, first, values);
                for (var k = 0; k < vectors.Length; k++)
                {
                    AddScaled(vectors[k].AsSpan(first, values.Length), values, coefficients[k][row]);
                }
            }
        });
        return vectors;
    }

    private static void AddScaled(Span<double> destination, ReadOnlySpan<double> source, double factor)
    {
        var i = 0;
        for (; i <= destination.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(destination[i..]) + (new Vector<double>(source[i..]) * factor)).CopyTo(destination[i..]);
        }

        for (; i < destination.Length; i++)
        {
            destination[i] += factor * source[i];
        }
    }

    // An eigenvector's sign is arbitrary: the entry of largest magnitude, the first of equals, is made positive.
    private static void Normalise(double[] vector)
    {
        var squares = GramMatrix.Dot(vector, vector);
        var peak = 0.0;
        foreach (var value in vector)
        {
            peak = Math.Abs(value) > Math.Abs(peak) ? value : peak;
        }

        var factor = (peak < 0 ? -1 : 1) / Math.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }
    }
}
