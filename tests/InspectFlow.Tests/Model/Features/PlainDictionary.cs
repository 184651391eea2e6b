namespace InspectFlow.Tests.Model.Features;

/// <summary>A dictionary's features worked out position by position from their definition, in double precision.</summary>
internal static class PlainDictionary
{
    public static double[][,] Reduce(double[][,] picture, int scale)
    {
        return [.. picture.Select(plane =>
        {
            var made = new double[plane.GetLength(0) / scale, plane.GetLength(1) / scale];
            for (var i = 0; i < made.Length * scale * scale; i++)
            {
                var (y, x) = (i / plane.GetLength(1), i % plane.GetLength(1));
                made[y / scale, x / scale] += plane[y, x] / (scale * scale);
            }

            return made;
        })];
    }

    /// <summary>The features at one position: of the contrast-normalised patch around it, whitened weights and mean given.</summary>
    public static double[] Patch(double[][,] reduced, int y, int x, int patch, double[][] weights, double[] mean, double threshold)
    {
        var values = new List<double>();
        foreach (var plane in reduced)
        {
            for (var i = 0; i < patch * patch; i++)
            {
                var (row, column) = (y + (i / patch) - (patch / 2), x + (i % patch) - (patch / 2));
                values.Add(plane[Reflect(row, plane.GetLength(0)), Reflect(column, plane.GetLength(1))]);
            }
        }

        var average = values.Average();
        var contrast = Math.Sqrt(values.Average(v => (v - average) * (v - average)) + (0.02 * 0.02));
        var u = values.Select((v, i) => ((v - average) / contrast) - mean[i]).ToArray();
        return Split([.. weights.Select(w => w.Zip(u, (a, b) => a * b).Sum())], threshold);
    }

    /// <summary>The features of the neighbourhood of 3 × 3 cells around one.</summary>
    public static double[] Neighbourhood(double[,][] cells, int y, int x, double[][] projection, double[] mean, double[][] atoms, double threshold)
    {
        var values = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var row = Math.Clamp(y + (i / 3) - 1, 0, cells.GetLength(0) - 1);
            var column = Math.Clamp(x + (i % 3) - 1, 0, cells.GetLength(1) - 1);
            var centred = cells[row, column].Zip(mean, (v, m) => v - m).ToArray();
            values.AddRange(projection.Select(p => p.Zip(centred, (a, b) => a * b).Sum()));
        }

        var length = Math.Sqrt(values.Sum(v => v * v)) + 1e-3;
        return Split([.. atoms.Select(a => a.Zip(values, (p, q) => p * q / length).Sum())], threshold);
    }

    private static double[] Split(double[] r, double threshold) =>
        [.. r.Select(v => Math.Max(0, v - threshold)), .. r.Select(v => Math.Max(0, -v - threshold))];

    private static int Reflect(int at, int size) => at < 0 ? -at : at >= size ? (2 * size) - 2 - at : at;
}
