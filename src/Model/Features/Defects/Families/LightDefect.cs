namespace InspectFlow.Model.Defects;

/// <summary>A large soft region, darker or brighter.</summary>
internal sealed class LightDefect : IDefect
{
    private const float VisibleShare = 0.35f;

    /// <inheritdoc/>
    public string Name => "light";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var shape = ShapeMask.Draw(random, picture.Height, picture.Width, 0.02, 0.3);
        var soft = Blur.Gaussian(shape, random.NextDouble(2, 10));
        var amplitudes = random.Amplitudes(picture, 0.6, 5);
        if (random.NextInt(2) == 0)
        {
            Planes.Add(picture, soft, amplitudes);
        }
        else
        {
            Multiply(picture, soft, amplitudes);
        }

        for (var i = 0; i < soft.Values.Length; i++)
        {
            soft.Values[i] = soft.Values[i] > VisibleShare ? 1 : 0;
        }

        Planes.Raise(mask, soft);
    }

    private static void Multiply(Picture picture, Picture soft, float[] amplitudes)
    {
        for (var c = 0; c < picture.Channels; c++)
        {
            var plane = picture.Plane(c);
            var sum = 0.0;
            foreach (var value in plane)
            {
                sum += value;
            }

            var gain = (float)Math.Clamp(amplitudes[c] / Math.Max(sum / plane.Length, 0.05), -0.8, 1.5);
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] *= 1 + (gain * soft.Values[i]);
            }
        }
    }
}
