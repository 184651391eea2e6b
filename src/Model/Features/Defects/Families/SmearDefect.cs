namespace InspectFlow.Model.Defects;

/// <summary>A region blurred in one direction, as if wiped.</summary>
internal sealed class SmearDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "smear";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width, 0.005, 0.1);
        var (sin, cos) = Math.SinCos(random.NextDouble(0, Math.PI));
        var length = 5 + random.NextInt(16);
        var wiped = picture.Clone();
        for (var c = 0; c < picture.Channels; c++)
        {
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    if (shape.Row(0, y)[x] > 0)
                    {
                        wiped.Row(c, y)[x] = Along(picture, c, x, y, length, cos, sin);
                    }
                }
            }
        }

        Planes.Mix(picture, wiped, shape);
        Planes.Raise(mask, shape);
    }

    private static float Along(Picture picture, int channel, int x, int y, int length, double cos, double sin)
    {
        var sum = 0f;
        for (var i = 0; i < length; i++)
        {
            var t = i - ((length - 1) / 2.0);
            sum += Sampling.At(picture, channel, x + (t * cos), y + (t * sin));
        }

        return sum / length;
    }
}
