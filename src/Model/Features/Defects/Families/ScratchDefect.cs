namespace InspectFlow.Model.Defects;

/// <summary>A straight or slightly bent line, darker or brighter.</summary>
internal sealed class ScratchDefect : IDefect
{
    /// <inheritdoc/>
    public string Name => "scratch";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var line = LineMask.Draw(random, picture.Height, picture.Width, meanders: false);
        Planes.Add(picture, line, random.Amplitudes(picture, 0.8, 10));
        Planes.Raise(mask, line);
    }
}
