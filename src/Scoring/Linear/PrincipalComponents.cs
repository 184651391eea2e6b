namespace InspectFlow.Scoring;

/// <summary>
/// The directions in which rows of numbers vary most, for showing a population in two dimensions. Meant for up to some
/// 2,000 rows of up to some 200,000 columns; take a <see cref="ContentSample{T}"/> of more.
/// </summary>
public sealed class PrincipalComponents
{
    private readonly double[] mean;
    private readonly double[][] components;

    private PrincipalComponents(double[] mean, ThinEigen eigen, double totalVariance)
    {
        this.mean = mean;
        components = eigen.Vectors;
        Variances = eigen.Values;
        TotalVariance = totalVariance;
    }

    /// <summary>Gets the mean of the rows, [D].</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>Gets the components, [K][D], of length 1, largest variance first; the entry of largest magnitude is positive.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Components => components;

    /// <summary>Gets the variances along the components (divided by n), [K].</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>Gets the sum of the variances of all columns (divided by n): what all components together would explain.</summary>
    public double TotalVariance { get; }

    /// <summary>Fits the components.</summary>
    /// <param name="rows">The rows, [n][D], finite.</param>
    /// <param name="count">How many components at most; there are fewer where the rows vary in fewer directions.</param>
    /// <returns>The components.</returns>
    /// <exception cref="ArgumentException">There are no rows, or they differ in length.</exception>
    public static PrincipalComponents Fit(IReadOnlyList<float[]> rows, int count)
    {
        var dimension = CenteredRows.CheckedDimension(rows, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var center = CenteredRows.MeanOf(rows);
        var scale = new double[dimension];
        Array.Fill(scale, 1);
        double total = 0;
        foreach (var row in rows)
        {
            for (var column = 0; column < dimension; column++)
            {
                var deviation = row[column] - center[column];
                total += deviation * deviation;
            }
        }

        return new PrincipalComponents(center, ThinEigen.Of(new CenteredRows(rows, center, scale), count), total / rows.Count);
    }

    /// <summary>Projects a row on the components.</summary>
    /// <param name="row">The row, [D].</param>
    /// <returns>Its coordinates, [K].</returns>
    public double[] Project(ReadOnlySpan<float> row)
    {
        if (row.Length != mean.Length)
        {
            throw new ArgumentException($"The row has {row.Length} columns; the components have {mean.Length}.", nameof(row));
        }

        var centered = new double[mean.Length];
        for (var column = 0; column < centered.Length; column++)
        {
            centered[column] = row[column] - mean[column];
        }

        return [.. components.Select(component => GramMatrix.Dot(component, centered))];
    }
}
