namespace InspectFlow.Jobs.Demo;

/// <summary>
/// Draws pictures of a machined part as a line camera would take them: brushed metal under one lamp, with the pose,
/// tolerances, texture, light, focus and noise of each shot its own. A picture follows from the seed and the part's
/// number alone. Safe to share between threads.
/// </summary>
/// <param name="width">The width of the pictures, in pixels; the field of view is 96 mm high, whatever the size.</param>
/// <param name="height">The height of the pictures, in pixels.</param>
public sealed class PartRenderer(int width = PartRenderer.DefaultWidth, int height = PartRenderer.DefaultHeight)
{
    /// <summary>The width of a picture unless told otherwise, in pixels.</summary>
    public const int DefaultWidth = 320;

    /// <summary>The height of a picture unless told otherwise, in pixels.</summary>
    public const int DefaultHeight = 240;

    private const float FieldHeight = 96;
    private const long ShotPurpose = 1;
    private const long DefectPurpose = 2;
    private const long NoisePurpose = 3;

    /// <summary>Draws a part. The same seed and number give the same part with and without a defect.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="part">The number of the part in the set.</param>
    /// <param name="defect">What is wrong with it; null for a good part.</param>
    /// <returns>The picture, with the mask of the defect.</returns>
    public PartPicture Render(long seed, int part, DefectKind? defect = null)
    {
        var shot = new PartShot(new KeyedRandom(seed, part, purpose: ShotPurpose));
        var damage = defect is { } kind
            ? PartDefect.Create(kind, shot, new KeyedRandom(seed, part, (long)kind, DefectPurpose))
            : null;
        var scale = height / FieldHeight;
        var surface = new PartSurface(width, height, scale, shot, damage);
        var light = new PartLighting(surface, shot).Shade();
        PartCamera.Blur(light, width, height, shot.Blur * height / DefaultHeight);
        var pixels = PartCamera.Expose(light, width, height, shot, new KeyedRandom(seed, part, purpose: NoisePurpose));
        return new PartPicture(width, height, pixels, surface.Mask);
    }
}
