using OpenCvSharp;

namespace InspectFlow.Tests.Ingest;

/// <summary>Draws discs on discs of any gray, sharp to the pixel, and blurs them as a lens would.</summary>
internal static class Leaves
{
    private const int Discs = 3000;
    private const double Reach = 4;

    /// <summary>Draws a picture.</summary>
    /// <param name="side">Its side in pixels.</param>
    /// <param name="blur">The standard deviation of the blur in pixels.</param>
    /// <param name="noise">The standard deviation of a camera's noise in levels, after the blur.</param>
    public static Mat Draw(int side, double blur, double noise = 0)
    {
        var random = new Random(7);
        var values = new double[side, side];
        for (var i = 0; i < Discs; i++)
        {
            var (x, y, radius, level) = (random.Next(side), random.Next(side), 4 / Math.Sqrt(0.01 + random.NextDouble()), random.Next(40, 210));
            for (var row = (int)Math.Max(0, y - radius); row < Math.Min(side, y + radius); row++)
            {
                for (var column = (int)Math.Max(0, x - radius); column < Math.Min(side, x + radius); column++)
                {
                    if (((row - y) * (row - y)) + ((column - x) * (column - x)) < radius * radius)
                    {
                        values[row, column] = level;
                    }
                }
            }
        }

        values = Across(Across(values, blur), blur);
        var pixels = new byte[side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            pixels[i] = (byte)Math.Clamp(Math.Round(values[i / side, i % side] + (noise * normal)), 0, 255);
        }

        using var drawn = Mat.FromPixelData(side, side, MatType.CV_8UC1, pixels);
        return drawn.Clone();
    }

    // Blurs along the rows and swaps rows and columns.
    private static double[,] Across(double[,] values, double blur)
    {
        var side = values.GetLength(0);
        var reach = (int)Math.Ceiling(Reach * blur);
        var weights = Enumerable.Range(-reach, (2 * reach) + 1).Select(d => blur > 0 ? Math.Exp(-d * d / (2 * blur * blur)) : 1).ToArray();
        var sum = weights.Sum();
        var result = new double[side, side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                result[x, y] = Enumerable.Range(-reach, (2 * reach) + 1).Sum(d => weights[d + reach] * values[y, Math.Clamp(x + d, 0, side - 1)]) / sum;
            }
        }

        return result;
    }
}
