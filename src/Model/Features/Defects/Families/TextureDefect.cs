namespace InspectFlow.Model.Defects;

/// <summary>A region that is blurred, sharpened, of other contrast or of lower resolution.</summary>
internal sealed class TextureDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "texture";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width, 0.01, 0.2);
        var changed = random.NextInt(4) switch
        {
            0 => Blur.Gaussian(picture, random.NextDouble(1, 4)),
            1 => Contrast(picture, random.NextDouble(1, 4), random.NextDouble(2, 5)),
            2 => Contrast(picture, 8, random.NextInt(2) == 0 ? random.NextDouble(0, 0.5) : random.NextDouble(1.6, 3)),
            _ => Sampling.Coarsen(picture, 2 + random.NextInt(3)),
        };
        Planes.Mix(picture, changed, shape);
        Planes.Raise(mask, shape);
    }

    // What departs from the blurred picture, times a factor.
    private static Picture Contrast(Picture picture, double sigma, double factor) =>
        Planes.Combine(picture, factor, Blur.Gaussian(picture, sigma), 1 - factor);
}
