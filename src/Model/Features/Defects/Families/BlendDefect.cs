namespace InspectFlow.Model.Defects;

/// <summary>The texture of another place, with the brightness of this one.</summary>
internal sealed class BlendDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "blend";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width, 0.003, 0.12);
        var sigma = random.NextDouble(3, 12);
        var soft = Blur.Gaussian(shape, random.NextDouble(1, 3));
        var source = random.NextDouble() < 0.6 ? other : random.Moved(picture);
        var texture = Planes.Combine(source, 1, Blur.Gaussian(source, sigma), -1);
        Planes.Mix(picture, Planes.Combine(texture, 1, Blur.Gaussian(picture, sigma), 1), soft);
        Planes.Raise(mask, shape);
    }
}
