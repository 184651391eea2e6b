namespace InspectFlow.Jobs.Demo;

/// <summary>
/// Lights a part with one lamp: diffuse light, and the highlight of brushed metal, which is wide across the brushing
/// and narrow along it (Ward, "Measuring and modeling anisotropic reflection", 1992).
/// </summary>
internal sealed class PartLighting(PartSurface surface, PartShot shot)
{
    private const float Ambient = 0.075f;
    private const float Diffuse = 0.19f;
    private const float Highlight = 0.62f;
    private const float RoughnessAlong = 0.19f;
    private const float RoughnessAcross = 0.33f;
    private const float GrainTilt = 0.06f;
    private const float GrainReflectance = 0.05f;
    private const float Background = 0.022f;

    /// <summary>Computes the light that reaches the lens from every pixel, 1 being white.</summary>
    public float[] Shade()
    {
        var light = new float[surface.Width * surface.Height];
        Parallel.For(0, surface.Height, row =>
        {
            for (var column = 0; column < surface.Width; column++)
            {
                light[(row * surface.Width) + column] = Pixel(column, row);
            }
        });
        return light;
    }

    private float Pixel(int column, int row)
    {
        var at = (row * surface.Width) + column;
        var x = (column + 0.5f - (surface.Width / 2f)) / surface.Scale;
        var y = (row + 0.5f - (surface.Height / 2f)) / surface.Scale;
        var toLamp = Vector(shot.LightX - x, shot.LightY - y, shot.LightZ);
        var distance2 = Dot(toLamp, toLamp);
        var lamp = ((shot.LightY * shot.LightY) + (shot.LightZ * shot.LightZ)) / distance2;
        var direction = Normalise(toLamp);
        var behind = Behind(x, y, direction, lamp) + (0.16f * surface.Wall[at] * lamp);
        var metal = surface.Metal[at];
        return metal <= 0 ? behind : ValueNoise.Mix(behind, Metal(at, column, row, direction) * lamp, metal);
    }

    private float Metal(int at, int column, int row, System.Numerics.Vector3 direction)
    {
        var (sin, cos) = MathF.SinCos(shot.BrushAngle + shot.Rotation);
        var brush = surface.Brush[at];
        var slopeX = Slope(at, column, surface.Width, 1) - (sin * GrainTilt * brush);
        var slopeY = Slope(at, row, surface.Height, surface.Width) + (cos * GrainTilt * brush);
        var normal = Normalise(Vector(-slopeX, -slopeY, 1));
        var along = Vector(cos, sin, 0);
        along = Normalise(along - (normal * Dot(normal, along)));
        var across = System.Numerics.Vector3.Cross(normal, along);
        var half = Normalise(direction + Vector(0, 0, 1));
        var (a, b, n) = (Dot(half, along) / RoughnessAlong, Dot(half, across) / RoughnessAcross, Dot(half, normal));
        var highlight = n <= 0 ? 0 : MathF.Exp(-((a * a) + (b * b)) / (n * n));
        var facing = Math.Max(0, Dot(normal, direction));
        return surface.Reflectance[at] * (1 + (GrainReflectance * brush)) *
            (Ambient + (Diffuse * facing) + (Highlight * facing * highlight));
    }

    // The dark matte bed under the part, with the part's shadow.
    private float Behind(float x, float y, System.Numerics.Vector3 direction, float lamp)
    {
        var (px, py) = shot.ToPart(x + (direction.X / direction.Z * 7), y + (direction.Y / direction.Z * 7));
        var shadow = ValueNoise.Step(-3, 3, PartShape.Outline(px, py));
        var felt = 1 + (0.25f * ValueNoise.At(x * 1.7f, y * 1.7f, 77)) + (0.15f * ValueNoise.At(x / 9, y / 9, 78));
        return Background * felt * lamp * (1 - (0.7f * shadow));
    }

    private float Slope(int at, int index, int count, int stride)
    {
        var before = index > 0 ? at - stride : at;
        var after = index + 1 < count ? at + stride : at;
        return (surface.Heights[after] - surface.Heights[before]) * surface.Scale * stride / (after - before);
    }

    private static System.Numerics.Vector3 Vector(float x, float y, float z) => new(x, y, z);

    private static System.Numerics.Vector3 Normalise(System.Numerics.Vector3 v) => System.Numerics.Vector3.Normalize(v);

    private static float Dot(System.Numerics.Vector3 a, System.Numerics.Vector3 b) => System.Numerics.Vector3.Dot(a, b);
}
