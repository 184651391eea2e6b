namespace InspectFlow.Model.Defects;

/// <summary>A piece of another picture in a place where it does not belong.</summary>
internal sealed class PatchDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "patch";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width);
        Planes.Mix(picture, other, shape, random.NextDouble(0.5, 1));
        Planes.Raise(mask, shape);
    }
}
