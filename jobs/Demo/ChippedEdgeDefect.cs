namespace InspectFlow.Jobs.Demo;

/// <summary>A bite out of the outline, with a rough slope where the material broke.</summary>
internal sealed class ChippedEdgeDefect : PartDefect
{
    private readonly float x0;
    private readonly float y0;
    private readonly float radius;
    private readonly uint seed;

    public ChippedEdgeDefect(KeyedRandom random)
    {
        radius = (float)random.NextDouble(1.6, 3.6);
        seed = (uint)random.NextUInt64();
        var side = random.NextInt(4);
        var share = (float)random.NextDouble(-0.75, 0.75);
        var outside = radius * (float)random.NextDouble(0.1, 0.5);
        (x0, y0) = side switch
        {
            0 => (50 * share, -34 - outside),
            1 => (36 * share, 34 + outside),
            2 => (-50 - outside, 30 * share),
            _ => (50 + outside, 28 * share),
        };
    }

    public override bool TakesMaterial => true;

    public override float Outline(float x, float y, float outline) => Math.Min(outline, Distance(x, y));

    public override float Height(float x, float y)
    {
        var distance = Distance(x, y);
        return distance is > 0 and < 2 ? 0.35f * (2 - distance) * ValueNoise.At(x * 1.3f, y * 1.3f, seed + 5) : 0;
    }

    public override bool Covers(float x, float y) => PartShape.Outline(x, y) > -0.2f && Distance(x, y) < 1;

    private float Distance(float x, float y)
    {
        var (dx, dy) = (x - x0, y - y0);
        var distance = MathF.Sqrt((dx * dx) + (dy * dy)) - radius;
        return distance > 4 ? distance : distance + (0.8f * ValueNoise.Fractal(x / 1.6f, y / 1.6f, seed));
    }
}
