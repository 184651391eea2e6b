namespace InspectFlow.Jobs.Demo;

/// <summary>What differs from one good part and one shot of it to the next: pose, tolerances, surface, light, camera.</summary>
internal sealed class PartShot
{
    public PartShot(KeyedRandom random)
    {
        ShiftX = Gaussian(0.9f);
        ShiftY = Gaussian(0.9f);
        Rotation = Gaussian(0.45f) * MathF.PI / 180;
        Surface = (uint)random.NextUInt64();
        BrushAngle = (7 + Gaussian(0.7f)) * MathF.PI / 180;
        BrushStrength = 1 + Gaussian(0.12f);
        Reflectance = 1 + Gaussian(0.025f);
        LightX = 35 + Gaussian(8);
        LightY = -150 + Gaussian(9);
        LightZ = 190 + Gaussian(8);
        Exposure = 1 + Gaussian(0.03f);
        Blur = 0.62f + MathF.Abs(Gaussian(0.08f));
        ReadNoise = 1.1f;
        Holes = new PartShape.Hole[PartShape.Holes.Length];
        for (var i = 0; i < Holes.Length; i++)
        {
            var drawn = PartShape.Holes[i];
            var wear = Gaussian(0.05f);
            Holes[i] = new PartShape.Hole(
                drawn.X + Gaussian(0.09f), drawn.Y + Gaussian(0.09f), drawn.Radius + wear, drawn.SinkRadius + wear + Gaussian(0.08f));
        }

        float Gaussian(float deviation) => deviation * (float)Math.Clamp(random.NextGaussian(), -2.5, 2.5);
    }

    /// <summary>Gets the shift of the part, in millimetres.</summary>
    public float ShiftX { get; }

    /// <summary>Gets the shift of the part, in millimetres.</summary>
    public float ShiftY { get; }

    /// <summary>Gets the rotation of the part, in radians.</summary>
    public float Rotation { get; }

    /// <summary>Gets the seed of the surface's texture.</summary>
    public uint Surface { get; }

    /// <summary>Gets the direction of brushing on the part, in radians.</summary>
    public float BrushAngle { get; }

    /// <summary>Gets how strong the marks of brushing are, 1 on average.</summary>
    public float BrushStrength { get; }

    /// <summary>Gets how much light the metal returns, 1 on average.</summary>
    public float Reflectance { get; }

    /// <summary>Gets the place of the lamp, in millimetres from the middle of the picture.</summary>
    public float LightX { get; }

    /// <summary>Gets the place of the lamp, in millimetres from the middle of the picture.</summary>
    public float LightY { get; }

    /// <summary>Gets the height of the lamp, in millimetres.</summary>
    public float LightZ { get; }

    /// <summary>Gets the exposure, 1 on average.</summary>
    public float Exposure { get; }

    /// <summary>Gets the lens blur, as the standard deviation in pixels at 240 pixels of height.</summary>
    public float Blur { get; }

    /// <summary>Gets the read noise, as the standard deviation in grey levels.</summary>
    public float ReadNoise { get; }

    /// <summary>Gets the holes as they were drilled.</summary>
    public PartShape.Hole[] Holes { get; }

    /// <summary>Takes a place in the picture to the part.</summary>
    public (float X, float Y) ToPart(float x, float y)
    {
        var (sin, cos) = MathF.SinCos(Rotation);
        x -= ShiftX;
        y -= ShiftY;
        return ((cos * x) + (sin * y), (cos * y) - (sin * x));
    }
}
