namespace InspectFlow.Model.Defects;

/// <summary>Draws that several families make.</summary>
internal static class Draws
{
    // Below the deviation of its values a picture still has contrast; that of camera noise alone.
    private const double LeastContrast = 0.012;

    /// <summary>Draws uniformly in the logarithm.</summary>
    public static double LogUniform(this KeyedRandom random, double low, double high) =>
        Math.Exp(random.NextDouble(Math.Log(low), Math.Log(high)));

    /// <summary>
    /// Draws how much brighter or darker each channel becomes, in multiples of half the picture's own deviation. Mostly the
    /// channels share it; one painting in five has its own colour.
    /// </summary>
    public static float[] Amplitudes(this KeyedRandom random, Picture picture, double low, double high)
    {
        var common = random.LogUniform(low, high) * ((picture.Deviation() / 2) + LeastContrast) * (random.NextInt(2) == 0 ? 1 : -1);
        var isColoured = picture.Channels > 1 && random.NextDouble() < 0.2;
        var amplitudes = new float[picture.Channels];
        for (var c = 0; c < amplitudes.Length; c++)
        {
            var tint = picture.Channels == 1 ? 1 : isColoured ? random.NextDouble(-1, 1) : random.NextDouble(0.8, 1.2);
            amplitudes[c] = (float)(common * tint);
        }

        return amplitudes;
    }

    /// <summary>The picture moved around by at least a tenth of its sides.</summary>
    public static Picture Moved(this KeyedRandom random, Picture picture) => Sampling.Roll(
        picture, (int)(random.NextDouble(0.1, 0.9) * picture.Height), (int)(random.NextDouble(0.1, 0.9) * picture.Width));
}
