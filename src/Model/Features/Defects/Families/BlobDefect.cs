namespace InspectFlow.Model.Defects;

/// <summary>A small spot, darker or brighter, uneven inside.</summary>
internal sealed class BlobDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "blob";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var (height, width) = (picture.Height, picture.Width);
        var shape = ShapeMask.Draw(
            random, height, width, 0.0005, 0.03, ShapeKind.Ellipse, ShapeKind.Ellipse, ShapeKind.Cloud);
        shape = Blur.Gaussian(shape, random.NextDouble(0.5, 2));
        var noise = SmoothNoise.Draw(random, height, width, 8 + random.NextInt(56));
        var uneven = shape.Clone();
        for (var i = 0; i < uneven.Values.Length; i++)
        {
            uneven.Values[i] *= 0.75f + (0.5f * noise.Values[i]);
        }

        Planes.Add(picture, uneven, random.Amplitudes(picture, 0.8, 10));
        Planes.Raise(mask, shape);
    }
}
