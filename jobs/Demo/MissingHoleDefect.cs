namespace InspectFlow.Jobs.Demo;

/// <summary>A hole that was not drilled; the punch mark may be there.</summary>
internal sealed class MissingHoleDefect : PartDefect
{
    private readonly PartShape.Hole hole;
    private readonly bool isPunched;

    public MissingHoleDefect(PartShot shot, KeyedRandom random)
    {
        MissingHole = PartShape.FirstSmallHole + random.NextInt(shot.Holes.Length - PartShape.FirstSmallHole);
        hole = shot.Holes[MissingHole];
        isPunched = random.NextInt(2) == 0;
    }

    public override int MissingHole { get; }

    public override float Height(float x, float y) =>
        isPunched && SquaredDistance(x, y) < 4 ? -0.28f * MathF.Exp(-SquaredDistance(x, y) / 0.2f) : 0;

    public override bool Covers(float x, float y) => SquaredDistance(x, y) < hole.SinkRadius * hole.SinkRadius;

    private float SquaredDistance(float x, float y) => ((x - hole.X) * (x - hole.X)) + ((y - hole.Y) * (y - hole.Y));
}
