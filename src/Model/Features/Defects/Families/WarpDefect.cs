namespace InspectFlow.Model.Defects;

/// <summary>A region pushed aside or crumpled.</summary>
internal sealed class WarpDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "warp";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var (height, width) = (picture.Height, picture.Width);
        var shape = ShapeMask.Draw(random, height, width, 0.01, 0.15);
        var soft = Blur.Gaussian(shape, 4);
        var strength = random.NextDouble(2, 9);
        Picture dx, dy;
        if (random.NextInt(2) == 0)
        {
            var (sin, cos) = Math.SinCos(random.NextDouble(0, 2 * Math.PI));
            (dx, dy) = (Planes.Combine(soft, strength * cos, soft, 0), Planes.Combine(soft, strength * sin, soft, 0));
        }
        else
        {
            (dx, dy) = (Crumple(soft, strength, random), Crumple(soft, strength, random));
        }

        var warped = Sampling.Displace(picture, dx, dy);
        warped.Values.CopyTo(picture.Values.AsSpan());
        Planes.Raise(mask, shape);
    }

    private static Picture Crumple(Picture soft, double strength, KeyedRandom random)
    {
        var noise = SmoothNoise.Draw(random, soft.Height, soft.Width, 4 + random.NextInt(12));
        for (var i = 0; i < noise.Values.Length; i++)
        {
            noise.Values[i] = (float)(2 * strength * (noise.Values[i] - 0.5) * soft.Values[i]);
        }

        return noise;
    }
}
