namespace InspectFlow.Model.Defects;

/// <summary>A faint spot with a stronger rim, as a dried drop leaves.</summary>
internal sealed class StainDefect : IDefect
{
    private const float VisibleShare = 0.2f;

    /// <inheritdoc/>
    public string Name => "stain";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width, 0.005, 0.06, ShapeKind.Ellipse);
        shape = Blur.Gaussian(shape, random.NextDouble(1.5, 4));
        var rim = (float)random.NextDouble(0.3, 1);
        var stain = shape.Clone();
        for (var i = 0; i < stain.Values.Length; i++)
        {
            var m = shape.Values[i];
            stain.Values[i] = (Math.Clamp(4 * m * (1 - m), 0, 1) * rim) + (0.4f * m);
            shape.Values[i] = m > VisibleShare ? 1 : 0;
        }

        Planes.Add(picture, stain, random.Amplitudes(picture, 0.4, 3));
        Planes.Raise(mask, shape);
    }
}
