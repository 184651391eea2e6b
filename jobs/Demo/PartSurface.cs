namespace InspectFlow.Jobs.Demo;

/// <summary>The part under the camera, pixel by pixel: where there is metal, how high it is, and what it does to light.</summary>
internal sealed class PartSurface
{
    public PartSurface(int width, int height, float scale, PartShot shot, PartDefect? defect)
    {
        (Width, Height, Scale) = (width, height, scale);
        Metal = new float[width * height];
        Heights = new float[width * height];
        Reflectance = new float[width * height];
        Brush = new float[width * height];
        Wall = new float[width * height];
        Mask = defect is null ? null : new byte[width * height];
        Parallel.For(0, height, y => FillRow(y, shot, defect));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Gets the pixels per millimetre.</summary>
    public float Scale { get; }

    /// <summary>Gets the share of each pixel that is metal.</summary>
    public float[] Metal { get; }

    /// <summary>Gets the height of the metal, in millimetres, 0 on the flat.</summary>
    public float[] Heights { get; }

    /// <summary>Gets the factor on the returned light.</summary>
    public float[] Reflectance { get; }

    /// <summary>Gets the marks of brushing, about −1 to 1: how the surface leans across them.</summary>
    public float[] Brush { get; }

    /// <summary>Gets how much of the lit wall of a hole is seen through it, 0 to 1.</summary>
    public float[] Wall { get; }

    /// <summary>Gets 255 where the defect is; null without one.</summary>
    public byte[]? Mask { get; }

    private void FillRow(int row, PartShot shot, PartDefect? defect)
    {
        var (brushSin, brushCos) = MathF.SinCos(shot.BrushAngle);
        for (var column = 0; column < Width; column++)
        {
            var at = (row * Width) + column;
            var (x, y) = shot.ToPart((column + 0.5f - (Width / 2f)) / Scale, (row + 0.5f - (Height / 2f)) / Scale);
            var outline = PartShape.Outline(x, y);
            outline = defect?.Outline(x, y, outline) ?? outline;
            var surface = PartShape.Height(x, y, outline) + (defect?.Height(x, y) ?? 0);
            var edge = outline;
            for (var i = 0; i < shot.Holes.Length; i++)
            {
                var hole = shot.Holes[i];
                var (dx, dy) = (x - hole.X, y - hole.Y);
                if (i == defect?.MissingHole || Math.Abs(dx) > hole.SinkRadius + 1 || Math.Abs(dy) > hole.SinkRadius + 1)
                {
                    continue;
                }

                var radius = MathF.Sqrt((dx * dx) + (dy * dy));
                surface -= PartShape.Bevel(radius - hole.Radius, hole.SinkRadius - hole.Radius);
                edge = Math.Min(edge, radius - hole.Radius);
                Wall[at] = radius < hole.Radius
                    ? Math.Max(0, dy / hole.Radius) * ValueNoise.Step(0.72f, 1, radius / hole.Radius)
                    : Wall[at];
            }

            Metal[at] = Math.Clamp((edge * Scale) + 0.5f, 0, 1);
            Heights[at] = surface;
            var along = (brushCos * x) + (brushSin * y);
            var across = (brushCos * y) - (brushSin * x);
            Brush[at] = shot.BrushStrength * Grain(along, across, shot.Surface);
            Reflectance[at] = shot.Reflectance * Floor(x, y, shot.Surface) * (defect?.Reflectance(x, y) ?? 1);
            if (Mask is not null && (Metal[at] > 0 || defect!.TakesMaterial) && defect!.Covers(x, y))
            {
                Mask[at] = byte.MaxValue;
            }
        }
    }

    private static float Grain(float along, float across, uint seed) =>
        (0.50f * ValueNoise.At(along / 45, across / 0.42f, seed)) +
        (0.35f * ValueNoise.At(along / 16, across / 0.8f, seed + 1)) +
        (0.30f * ValueNoise.At(along / 120, across / 2.6f, seed + 2));

    // The pocket's floor was milled in overlapping arcs; the rest has a faint unevenness.
    private static float Floor(float x, float y, uint seed)
    {
        var uneven = 1 + (0.03f * ValueNoise.At(x / 14, y / 14, seed + 3));
        var floor = ValueNoise.Step(0.6f, 1.1f, PartShape.Pocket(x, y));
        if (floor <= 0)
        {
            return uneven;
        }

        var arc = MathF.Sqrt(((x - 26) * (x - 26)) + ((y + 40) * (y + 40)));
        var marks = 0.80f + (0.10f * MathF.Sin(arc * 4.2f)) + (0.05f * ValueNoise.At(arc * 3, 0, seed + 4));
        return uneven * ValueNoise.Mix(1, marks, floor);
    }
}
