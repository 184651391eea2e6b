namespace InspectFlow.Jobs.Demo;

/// <summary>
/// The drawing of the part: a mounting plate of 100 × 68 mm with a bore, a pocket, four countersunk holes, two dowel
/// holes and one clipped corner. Distances are signed, in millimetres, above 0 where there is material.
/// </summary>
internal static class PartShape
{
    private const float Chamfer = 1.4f;
    private const float PocketDepth = 0.9f;

    /// <summary>The holes: place and radius, and the radius of the countersink, in millimetres.</summary>
    public static readonly Hole[] Holes =
    [
        new(-15, 0, 13, 15),
        new(-41, -25, 3.1f, 5.4f),
        new(41, -25, 3.1f, 5.4f),
        new(-41, 25, 3.1f, 5.4f),
        new(37.5f, 21.5f, 3.1f, 5.4f),
        new(13, -24, 2.1f, 2.8f),
        new(13, 24, 2.1f, 2.8f),
    ];

    /// <summary>The first of the holes that may be forgotten; the bore may not.</summary>
    public const int FirstSmallHole = 1;

    public static float Outline(float x, float y)
    {
        var box = -RoundedBox(x, y, 50, 34, 6);
        var clipped = ((50 - x) + (34 - y) - 11) * 0.7071f;
        return Math.Min(box, clipped);
    }

    public static float Pocket(float x, float y) => -RoundedBox(x - 26, y, 7, 15, 4);

    /// <summary>How high the surface is, 0 on the flat; the grooves round an inserted edge are left to the caller.</summary>
    public static float Height(float x, float y, float outline)
    {
        var height = -Bevel(outline, Chamfer);
        height -= PocketDepth * ValueNoise.Step(-0.2f, 0.9f, Pocket(x, y));
        return height;
    }

    /// <summary>The depth of a bevel of 31° at a distance from its edge, its upper edge slightly rounded.</summary>
    public static float Bevel(float distance, float width)
    {
        var into = width - distance;
        return 0.6f * (into < -0.25f ? 0 : into < 0.25f ? (into + 0.25f) * (into + 0.25f) : into);
    }

    private static float RoundedBox(float x, float y, float halfWidth, float halfHeight, float radius)
    {
        var dx = Math.Abs(x) - halfWidth + radius;
        var dy = Math.Abs(y) - halfHeight + radius;
        var (ox, oy) = (Math.Max(dx, 0), Math.Max(dy, 0));
        return MathF.Sqrt((ox * ox) + (oy * oy)) + Math.Min(Math.Max(dx, dy), 0) - radius;
    }

    /// <summary>A hole through the plate.</summary>
    public sealed record Hole(float X, float Y, float Radius, float SinkRadius);
}
