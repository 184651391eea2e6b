namespace InspectFlow.Model.Defects;

/// <summary>Structure that is missing: what surrounds it goes on, with another place's texture.</summary>
internal sealed class GoneDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "gone";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(
            random, picture.Height, picture.Width, 0.003, 0.05, ShapeKind.Ellipse, ShapeKind.Box);
        var texture = Planes.Combine(other, 0.7, Blur.Gaussian(other, 8), -0.7);
        Planes.Mix(picture, Planes.Combine(Blur.Gaussian(picture, 8), 1, texture, 1), shape);
        Planes.Raise(mask, shape);
    }
}
