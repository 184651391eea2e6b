namespace InspectFlow.Jobs.Demo;

/// <summary>A scratch: a chain of short strokes that wanders, thins towards its ends, and throws up a burr in places.</summary>
internal sealed class ScratchDefect : PartDefect
{
    private const float Stroke = 1.2f;

    private readonly (float X, float Y)[] points;
    private readonly float width;
    private readonly float strength;
    private readonly uint seed;
    private readonly float left;
    private readonly float right;
    private readonly float top;
    private readonly float bottom;

    public ScratchDefect(PartShot shot, KeyedRandom random)
    {
        points = new (float X, float Y)[(int)random.NextDouble(10, 34)];
        width = (float)random.NextDouble(0.26, 0.5);
        strength = (float)random.NextDouble(0.5, 1.3);
        seed = (uint)random.NextUInt64();
        var (x, y) = PlaceOnFlat(shot, random, 2);

        // Never along the brushing, where no eye would find it.
        var heading = shot.BrushAngle + ((float)random.NextDouble(0.35, 2.79) * (random.NextInt(2) == 0 ? 1 : -1));
        var bend = (float)random.NextGaussian() * 0.02f;
        x -= Stroke * MathF.Cos(heading) * points.Length / 2;
        y -= Stroke * MathF.Sin(heading) * points.Length / 2;
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (x, y);
            heading += bend + ((float)random.NextGaussian() * 0.05f);
            x += Stroke * MathF.Cos(heading);
            y += Stroke * MathF.Sin(heading);
        }

        left = points.Min(p => p.X) - 2;
        right = points.Max(p => p.X) + 2;
        top = points.Min(p => p.Y) - 2;
        bottom = points.Max(p => p.Y) + 2;
    }

    public override float Reflectance(float x, float y)
    {
        if (!TryLocate(x, y, out var along, out var across))
        {
            return 1;
        }

        var pressure = Pressure(along) * (0.75f + (0.25f * ValueNoise.At(along / 2, 0, seed)));
        var groove = MathF.Exp(-across * across / (width * width));
        var beside = across - (1.7f * width);
        var burr = MathF.Exp(-beside * beside / (0.7f * width * width)) * ValueNoise.Step(-0.2f, 0.5f, ValueNoise.At(along / 3, 7, seed));
        return 1 + (strength * pressure * (groove - (0.55f * burr)));
    }

    public override bool Covers(float x, float y) =>
        TryLocate(x, y, out var along, out var across) && Pressure(along) > 0.1f && Math.Abs(across) < 0.35f + (1.6f * width);

    // Lightly at the ends, in full by a fifth of the way.
    private float Pressure(float along)
    {
        var share = along / (Stroke * (points.Length - 1));
        return ValueNoise.Step(0, 0.2f, share) * ValueNoise.Step(1, 0.7f, share);
    }

    private bool TryLocate(float x, float y, out float along, out float across)
    {
        along = 0;
        across = float.MaxValue;
        if (x < left || x > right || y < top || y > bottom)
        {
            return false;
        }

        for (var i = 0; i + 1 < points.Length; i++)
        {
            var (ax, ay) = points[i];
            var dx = (points[i + 1].X - ax) / Stroke;
            var dy = (points[i + 1].Y - ay) / Stroke;
            var t = Math.Clamp(((x - ax) * dx) + ((y - ay) * dy), 0, Stroke);
            var (ex, ey) = (x - ax - (t * dx), y - ay - (t * dy));
            var distance = MathF.Sqrt((ex * ex) + (ey * ey));
            if (distance < Math.Abs(across))
            {
                along = (i * Stroke) + t;
                across = MathF.CopySign(distance, (dx * ey) - (dy * ex));
            }
        }

        return Math.Abs(across) < 2;
    }
}
