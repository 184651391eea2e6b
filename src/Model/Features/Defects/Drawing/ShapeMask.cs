namespace InspectFlow.Model.Defects;

/// <summary>Masks of random shapes with antialiased borders, some of them blurred.</summary>
internal static class ShapeMask
{
    private static readonly ShapeKind[] AllKinds = [ShapeKind.Ellipse, ShapeKind.Box, ShapeKind.Polygon, ShapeKind.Cloud];

    /// <summary>Draws a mask: the area uniform in its logarithm, the sides up to 3.3 to 1, anywhere, at any angle.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="height">The rows.</param>
    /// <param name="width">The columns.</param>
    /// <param name="least">The least share of the picture's area.</param>
    /// <param name="most">The largest share.</param>
    /// <param name="kinds">The kinds to draw from; none: all.</param>
    /// <returns>One channel, 0 to 1.</returns>
    public static Picture Draw(
        KeyedRandom random, int height, int width, double least = 0.002, double most = 0.08, params ReadOnlySpan<ShapeKind> kinds)
    {
        var area = random.LogUniform(least, most) * height * width;
        var aspect = Math.Exp(random.NextDouble(-1.2, 1.2));
        var (a, b) = (Math.Max(1.2, Math.Sqrt(area * aspect / Math.PI)), Math.Max(1.2, Math.Sqrt(area / aspect / Math.PI)));
        var (x, y) = (random.NextDouble(0, width), random.NextDouble(0, height));
        var turn = random.NextDouble(0, Math.PI);
        var choice = kinds.IsEmpty ? AllKinds : kinds;
        var mask = new Picture(1, height, width);
        var frame = new Frame(x, y, a, b, Math.Cos(turn), Math.Sin(turn));
        switch (choice[random.NextInt(choice.Length)])
        {
            case ShapeKind.Ellipse:
                Fill(mask, frame, (u, v, _, _) => Inside(Math.Sqrt((u * u) + (v * v)), frame));
                break;
            case ShapeKind.Box:
                Fill(mask, frame, (u, v, _, _) => Math.Min(a * (1 - Math.Abs(u)), b * (1 - Math.Abs(v))));
                break;
            case ShapeKind.Polygon:
                var corners = Corners(random);
                Fill(mask, frame, (u, v, _, _) => InsidePolygon(corners, u, v) * Math.Min(a, b));
                break;
            default:
                var noise = SmoothNoise.Draw(random, height, width, 4 + random.NextInt(20));
                Fill(mask, frame, (u, v, px, py) =>
                    Inside(Math.Sqrt((u * u) + (v * v)) + (0.9 * (noise.Row(0, py)[px] - 0.5)), frame));
                break;
        }

        return random.NextDouble() < 0.4 ? Blur.Gaussian(mask, random.NextDouble(0.5, 3)) : mask;
    }

    private static double Inside(double radius, Frame frame) => (1 - radius) * Math.Min(frame.A, frame.B);

    // Coverage from the distance to the border, in pixels and positive inside, only where the shape can be.
    private static void Fill(Picture mask, Frame f, Func<double, double, int, int, double> distance)
    {
        var reach = (1.5 * Math.Max(f.A, f.B)) + 2;
        var (left, right) = ((int)Math.Max(0, f.X - reach), (int)Math.Min(mask.Width - 1, f.X + reach));
        var (top, bottom) = ((int)Math.Max(0, f.Y - reach), (int)Math.Min(mask.Height - 1, f.Y + reach));
        for (var y = top; y <= bottom; y++)
        {
            var row = mask.Row(0, y);
            for (var x = left; x <= right; x++)
            {
                var (dx, dy) = (x - f.X, y - f.Y);
                var u = ((dx * f.Cos) + (dy * f.Sin)) / f.A;
                var v = ((dy * f.Cos) - (dx * f.Sin)) / f.B;
                row[x] = (float)Math.Clamp(0.5 + distance(u, v, x, y), 0, 1);
            }
        }
    }

    // Corners around the middle at uneven angles and distances.
    private static (double X, double Y)[] Corners(KeyedRandom random)
    {
        var corners = new (double X, double Y)[4 + random.NextInt(5)];
        for (var i = 0; i < corners.Length; i++)
        {
            var angle = 2 * Math.PI * (i + random.NextDouble(-0.4, 0.4)) / corners.Length;
            var radius = random.NextDouble(0.4, 1.3);
            corners[i] = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }

        return corners;
    }

    // The distance to the nearest edge, negative outside, which is where a ray crosses an even number of edges.
    private static double InsidePolygon((double X, double Y)[] corners, double x, double y)
    {
        var (isInside, nearest) = (false, double.MaxValue);
        for (var i = 0; i < corners.Length; i++)
        {
            var (p, q) = (corners[i], corners[(i + 1) % corners.Length]);
            nearest = Math.Min(nearest, LineMask.SquaredDistance(x, y, p.X, p.Y, q.X, q.Y));
            if ((p.Y > y) != (q.Y > y) && x < p.X + ((y - p.Y) / (q.Y - p.Y) * (q.X - p.X)))
            {
                isInside = !isInside;
            }
        }

        return isInside ? Math.Sqrt(nearest) : -Math.Sqrt(nearest);
    }

    // Middle, half axes and direction.
    private sealed record Frame(double X, double Y, double A, double B, double Cos, double Sin);
}
