namespace InspectFlow.Model.Defects;

/// <summary>A cluster of small dots.</summary>
internal sealed class PitsDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "pits";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var dots = new Picture(1, picture.Height, picture.Width);
        var (x, y) = (random.NextDouble(0, picture.Width), random.NextDouble(0, picture.Height));
        var spread = random.NextDouble(3, Math.Max(3.1, 0.12 * Math.Min(picture.Width, picture.Height)));
        var count = 3 + random.NextInt(22);
        for (var i = 0; i < count; i++)
        {
            var (dotX, dotY) = (x + (spread * random.NextGaussian()), y + (spread * random.NextGaussian()));
            LineMask.Stroke(dots, dotX, dotY, dotX, dotY, random.NextDouble(1, 4.4));
        }

        Planes.Add(picture, dots, random.Amplitudes(picture, 0.7, 5));
        Planes.Raise(mask, dots);
    }
}
