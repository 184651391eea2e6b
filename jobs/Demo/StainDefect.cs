namespace InspectFlow.Jobs.Demo;

/// <summary>A stain: a ragged blot that dims the metal, more so at its rim where it dried last.</summary>
internal sealed class StainDefect : PartDefect
{
    private readonly float x0;
    private readonly float y0;
    private readonly float radius;
    private readonly float dimming;
    private readonly uint seed;

    public StainDefect(PartShot shot, KeyedRandom random)
    {
        radius = (float)random.NextDouble(3.5, 8.5);
        dimming = (float)random.NextDouble(0.18, 0.42);
        seed = (uint)random.NextUInt64();
        (x0, y0) = PlaceOnFlat(shot, random, 2);
    }

    public override float Reflectance(float x, float y)
    {
        var inside = Inside(x, y);
        if (inside < -0.2f)
        {
            return 1;
        }

        var body = ValueNoise.Step(-0.08f, 0.08f, inside) * (0.6f + (0.5f * ValueNoise.Fractal(x / 3, y / 3, seed + 9)));
        var rim = MathF.Exp(-inside * inside / 0.008f);
        return 1 - (dimming * (body + (0.7f * rim)));
    }

    public override bool Covers(float x, float y) => Inside(x, y) > -0.04f;

    // Above 0 inside, in radii.
    private float Inside(float x, float y)
    {
        var (dx, dy) = (x - x0, y - y0);
        var distance = MathF.Sqrt((dx * dx) + (dy * dy)) / radius;
        return distance > 2 ? -1 : 1 - distance + (0.8f * ValueNoise.Fractal(x / (0.8f * radius), y / (0.8f * radius), seed));
    }
}
