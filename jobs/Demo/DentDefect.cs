namespace InspectFlow.Jobs.Demo;

/// <summary>A dent: an oval hollow with a slight rim, which shows by the way it turns the light.</summary>
internal sealed class DentDefect : PartDefect
{
    private readonly float x0;
    private readonly float y0;
    private readonly float depth;
    private readonly float along;
    private readonly float across;
    private readonly float sin;
    private readonly float cos;

    public DentDefect(PartShot shot, KeyedRandom random)
    {
        along = (float)random.NextDouble(1.7, 3.9);
        across = along * (float)random.NextDouble(0.65, 1);
        depth = along * (float)random.NextDouble(0.10, 0.24);
        (sin, cos) = MathF.SinCos((float)random.NextDouble(0, Math.PI));
        (x0, y0) = PlaceOnFlat(shot, random, 1.2f * along);
    }

    public override float Height(float x, float y)
    {
        var r2 = SquaredRadius(x, y);
        return r2 > 9 ? 0 : -depth * (1 - (0.45f * r2)) * MathF.Exp(-r2);
    }

    public override bool Covers(float x, float y) => SquaredRadius(x, y) < 2.6f;

    private float SquaredRadius(float x, float y)
    {
        var u = ((cos * (x - x0)) + (sin * (y - y0))) / along;
        var v = ((cos * (y - y0)) - (sin * (x - x0))) / across;
        return (u * u) + (v * v);
    }
}
