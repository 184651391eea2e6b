using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;

namespace InspectFlow.Ingest;

/// <summary>
/// The background of a picture as a quadratic surface through the values along its edge. What reaches the edge, a part's end or a
/// shadow, is left out as far as it departs from the rest.
/// </summary>
internal sealed class SmoothBackground
{
    // The edge is so thick a share of the shorter side; thinner, a camera's dark corner rows would be all of it.
    private const int EdgeShare = 32;
    private const int Rounds = 4;
    private const double Outlying = 3;

    // From the median of absolute deviations to a standard deviation, if they were normal.
    private const double ToDeviation = 1.4826;

    // Pictures of an even or drawn background have none at all; a value between two levels has this much.
    private const double LeastDeviation = 0.3;

    private readonly double[] surface;
    private readonly int width;
    private readonly int height;

    private SmoothBackground(double[] surface, double deviation, int width, int height)
    {
        this.surface = surface;
        this.width = width;
        this.height = height;
        Deviation = deviation;
    }

    /// <summary>Gets how far values along the edge usually are from the surface, in the picture's units.</summary>
    public double Deviation { get; }

    /// <summary>Fits a surface to a picture's edge.</summary>
    public static SmoothBackground Fit(float[] pixels, int width, int height)
    {
        var thickness = Math.Max(2, Math.Min(width, height) / EdgeShare);
        var edge = new List<(double U, double V, double Value)>();
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                if (Math.Min(Math.Min(row, height - 1 - row), Math.Min(column, width - 1 - column)) < thickness)
                {
                    edge.Add((((column + 0.5) / width) - 0.5, ((row + 0.5) / height) - 0.5, pixels[(row * width) + column]));
                }
            }
        }

        var used = edge;
        var fitted = Array.Empty<double>();
        var deviation = LeastDeviation;
        for (var round = 0; round < Rounds; round++)
        {
            fitted = MultipleRegression.QR([.. used.Select(e => new[] { 1, e.U, e.V, e.U * e.U, e.U * e.V, e.V * e.V })], [.. used.Select(e => e.Value)]);
            deviation = Math.Max(LeastDeviation, ToDeviation * used.Select(Residual).Median());
            var within = edge.Where(e => Residual(e) <= Outlying * deviation).ToList();
            used = within.Count >= edge.Count / 2 ? within : used;
        }

        double Residual((double U, double V, double Value) e) => Math.Abs(e.Value - At(fitted, e.U, e.V));

        return new(fitted, deviation, width, height);
    }

    /// <summary>Gives how far each value is from the surface.</summary>
    public double[] Distances(float[] pixels)
    {
        var distances = new double[pixels.Length];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var i = (row * width) + column;
                distances[i] = Math.Abs(pixels[i] - At(surface, ((column + 0.5) / width) - 0.5, ((row + 0.5) / height) - 0.5));
            }
        }

        return distances;
    }

    private static double At(double[] surface, double u, double v) =>
        surface[0] + (u * (surface[1] + (surface[3] * u) + (surface[4] * v))) + (v * (surface[2] + (surface[5] * v)));
}
