namespace InspectFlow.Model.Defects;

/// <summary>Masks of antialiased lines.</summary>
internal static class LineMask
{
    /// <summary>Draws a line of several pieces with rounded ends.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="height">The rows.</param>
    /// <param name="width">The columns.</param>
    /// <param name="meanders">Whether it changes direction and width all the time, as cracks do.</param>
    /// <returns>One channel, 0 to 1; lines thinner than a pixel are fainter.</returns>
    public static Picture Draw(KeyedRandom random, int height, int width, bool meanders)
    {
        var mask = new Picture(1, height, width);
        var pieces = meanders ? 4 + random.NextInt(10) : 2 + random.NextInt(2);
        var step = random.LogUniform(0.08, 0.7) * Math.Max(height, width) / pieces;
        var (x, y) = (random.NextDouble(0, width), random.NextDouble(0, height));
        var angle = random.NextDouble(0, 2 * Math.PI);
        var thickness = random.LogUniform(0.7, 3.5);
        for (var i = 0; i < pieces; i++)
        {
            angle += (meanders ? 0.55 : 0.12) * random.NextGaussian();
            var (nextX, nextY) = (x + (step * Math.Cos(angle)), y + (step * Math.Sin(angle)));
            Stroke(mask, x, y, nextX, nextY, meanders ? thickness * random.NextDouble(0.5, 1.4) : thickness);
            (x, y) = (nextX, nextY);
        }

        return random.NextDouble() < 0.5 ? Soften(mask, random.NextDouble(0.4, 1)) : mask;
    }

    /// <summary>Draws one straight piece with round ends; of length 0, a dot.</summary>
    /// <param name="mask">The mask, raised.</param>
    /// <param name="x0">The start's column.</param>
    /// <param name="y0">The start's row.</param>
    /// <param name="x1">The end's column.</param>
    /// <param name="y1">The end's row.</param>
    /// <param name="thickness">The width in pixels; below 1 the line is that much fainter.</param>
    public static void Stroke(Picture mask, double x0, double y0, double x1, double y1, double thickness)
    {
        var (half, strength) = (Math.Max(1, thickness) / 2, Math.Min(1, thickness));
        var reach = half + 1;
        var (left, right) = ((int)Math.Max(0, Math.Min(x0, x1) - reach), (int)Math.Min(mask.Width - 1, Math.Max(x0, x1) + reach));
        var (top, bottom) = ((int)Math.Max(0, Math.Min(y0, y1) - reach), (int)Math.Min(mask.Height - 1, Math.Max(y0, y1) + reach));
        for (var y = top; y <= bottom; y++)
        {
            var row = mask.Row(0, y);
            for (var x = left; x <= right; x++)
            {
                var distance = SquaredDistance(x, y, x0, y0, x1, y1);
                if (distance < reach * reach)
                {
                    row[x] = Math.Max(row[x], (float)(strength * Math.Clamp(0.5 + half - Math.Sqrt(distance), 0, 1)));
                }
            }
        }
    }

    /// <summary>The squared distance of a point from a straight piece.</summary>
    public static double SquaredDistance(double x, double y, double x0, double y0, double x1, double y1)
    {
        var (dx, dy) = (x1 - x0, y1 - y0);
        var length = (dx * dx) + (dy * dy);
        var t = length > 0 ? Math.Clamp((((x - x0) * dx) + ((y - y0) * dy)) / length, 0, 1) : 0;
        var (px, py) = (x - x0 - (t * dx), y - y0 - (t * dy));
        return (px * px) + (py * py);
    }

    // Blurs and gives the line its strength back.
    private static Picture Soften(Picture mask, double sigma)
    {
        var before = mask.Values.Max();
        var blurred = Blur.Gaussian(mask, sigma);
        var after = blurred.Values.Max();
        return after > 0 ? Planes.Combine(blurred, before / after, blurred, 0) : blurred;
    }
}
