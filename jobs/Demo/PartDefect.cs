namespace InspectFlow.Jobs.Demo;

/// <summary>A defect as a change of the part: of its outline, its height, its reflectance, or its holes. The base changes nothing.</summary>
internal abstract class PartDefect
{
    /// <summary>Makes a defect of a kind, at a random place and of random severity.</summary>
    public static PartDefect Create(DefectKind kind, PartShot shot, KeyedRandom random) => kind switch
    {
        DefectKind.Scratch => new ScratchDefect(shot, random),
        DefectKind.Dent => new DentDefect(shot, random),
        DefectKind.Stain => new StainDefect(shot, random),
        DefectKind.MissingHole => new MissingHoleDefect(shot, random),
        DefectKind.ChippedEdge => new ChippedEdgeDefect(random),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such defect."),
    };

    /// <summary>Gets the index of the hole that is missing; −1 for none.</summary>
    public virtual int MissingHole => -1;

    /// <summary>Gets a value indicating whether the defect is where metal should be and is not.</summary>
    public virtual bool TakesMaterial => false;

    /// <summary>Takes material from the outline.</summary>
    public virtual float Outline(float x, float y, float outline) => outline;

    /// <summary>The change of the height, in millimetres.</summary>
    public virtual float Height(float x, float y) => 0;

    /// <summary>The factor on the light that the surface returns.</summary>
    public virtual float Reflectance(float x, float y) => 1;

    /// <summary>Whether a place on the part belongs to the defect.</summary>
    public abstract bool Covers(float x, float y);

    /// <summary>Draws a place on the flat of the plate, at least <paramref name="clearance"/> millimetres from every edge.</summary>
    protected static (float X, float Y) PlaceOnFlat(PartShot shot, KeyedRandom random, float clearance)
    {
        while (true)
        {
            var x = (float)random.NextDouble(-50, 50);
            var y = (float)random.NextDouble(-34, 34);
            if (Clearance(shot, x, y) > clearance)
            {
                return (x, y);
            }
        }
    }

    private static float Clearance(PartShot shot, float x, float y)
    {
        var clearance = Math.Min(PartShape.Outline(x, y) - 1.4f, -PartShape.Pocket(x, y));
        foreach (var hole in shot.Holes)
        {
            clearance = Math.Min(clearance, MathF.Sqrt(((x - hole.X) * (x - hole.X)) + ((y - hole.Y) * (y - hole.Y))) - hole.SinkRadius);
        }

        return clearance;
    }
}
