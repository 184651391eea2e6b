namespace InspectFlow.Model.Defects;

/// <summary>A thin line that meanders, mostly darker.</summary>
internal sealed class CrackDefect : IDefect
{
    private const double DarkShare = 0.7;

    /// <inheritdoc/>
    public string Name => "crack";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var line = LineMask.Draw(random, picture.Height, picture.Width, meanders: true);
        var amplitudes = random.Amplitudes(picture, 0.8, 10);
        if (random.NextDouble() < DarkShare)
        {
            for (var c = 0; c < amplitudes.Length; c++)
            {
                amplitudes[c] = -Math.Abs(amplitudes[c]);
            }
        }

        Planes.Add(picture, line, amplitudes);
        Planes.Raise(mask, line);
    }
}
