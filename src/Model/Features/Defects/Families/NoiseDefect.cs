namespace InspectFlow.Model.Defects;

/// <summary>A region of rough, random texture.</summary>
internal sealed class NoiseDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "noise";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var (height, width) = (picture.Height, picture.Width);
        var shape = ShapeMask.Draw(random, height, width);
        var noise = new Picture(1, height, width);
        for (var i = 0; i < noise.Values.Length; i++)
        {
            // Outside the shape nothing is seen of it.
            noise.Values[i] = shape.Values[i] > 0 ? (float)random.NextGaussian() : 0;
        }

        var sigma = random.NextDouble(0.4, 2.5);
        noise = Blur.Gaussian(noise, sigma);

        // A Gaussian of deviation s leaves white noise 1 / (2 s √π) of its deviation; of narrow ones more than 1 would come out.
        var gain = (float)Math.Max(1, 2 * sigma * Math.Sqrt(Math.PI));
        for (var i = 0; i < noise.Values.Length; i++)
        {
            noise.Values[i] *= gain * shape.Values[i];
        }

        Planes.Add(picture, noise, random.Amplitudes(picture, 0.6, 6));
        Planes.Raise(mask, shape);
    }
}
