namespace InspectFlow.Scoring;

/// <summary>Rows of numbers seen less their mean and divided by a scale per column, without a copy of them all.</summary>
internal sealed class CenteredRows
{
    private readonly IReadOnlyList<float[]> rows;
    private readonly double[] inverseScale;

    public CenteredRows(IReadOnlyList<float[]> rows, double[] mean, double[] inverseScale)
    {
        this.rows = rows;
        Mean = mean;
        this.inverseScale = inverseScale;
    }

    public int Count => rows.Count;

    public int Dimension => Mean.Length;

    public double[] Mean { get; }

    /// <summary>Checks that rows can be worked with, and returns their number of columns.</summary>
    public static int CheckedDimension(IReadOnlyList<float[]> rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        if (rows.Count == 0 || rows[0].Length == 0 || rows.Any(row => row.Length != rows[0].Length))
        {
            throw new ArgumentException("The rows must be at least one, not empty, and of one length.", name);
        }

        return rows[0].Length;
    }

    public static double[] MeanOf(IReadOnlyList<float[]> rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var column = 0; column < mean.Length; column++)
            {
                mean[column] += row[column];
            }
        }

        for (var column = 0; column < mean.Length; column++)
        {
            mean[column] /= rows.Count;
        }

        return mean;
    }

    /// <summary>Fills with a stretch of one row.</summary>
    public void FillRow(int row, int firstColumn, Span<double> destination)
    {
        var source = rows[row];
        for (var i = 0; i < destination.Length; i++)
        {
            var column = firstColumn + i;
            destination[i] = (source[column] - Mean[column]) * inverseScale[column];
        }
    }

    /// <summary>Fills with a stretch of one column.</summary>
    public void FillColumn(int column, int firstRow, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (rows[firstRow + i][column] - Mean[column]) * inverseScale[column];
        }
    }
}
