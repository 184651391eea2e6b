namespace InspectFlow.Model.Defects;

/// <summary>A piece of the same picture moved, turned or mirrored.</summary>
internal sealed class MovedPatchDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "patch-same";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width);
        var isSquare = picture.Height == picture.Width;
        var source = random.NextInt(3) == 0
            ? random.Moved(picture)
            : Sampling.Turn(picture, random.NextInt(isSquare ? 5 : 3));
        Planes.Mix(picture, source, shape);
        Planes.Raise(mask, shape);
    }
}
