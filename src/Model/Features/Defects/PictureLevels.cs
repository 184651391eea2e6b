namespace InspectFlow.Model;

/// <summary>Which values a line's pictures take.</summary>
public static class PictureLevels
{
    private const byte NearBlack = 16;
    private const byte NearWhite = 239;
    private const double TwoLevelShare = 0.98;

    /// <summary>Whether pixels are nearly all close to black or to white, as of thresholded pictures.</summary>
    /// <param name="pixels">Pixels of some of the line's pictures.</param>
    /// <returns>True when more than 98 % are, and both occur.</returns>
    public static bool AreTwo(ReadOnlySpan<byte> pixels)
    {
        long black = 0, white = 0;
        foreach (var pixel in pixels)
        {
            black += pixel < NearBlack ? 1 : 0;
            white += pixel > NearWhite ? 1 : 0;
        }

        return black > 0 && white > 0 && black + white > TwoLevelShare * pixels.Length;
    }

    /// <summary>Brings values back to what the line's pictures can have.</summary>
    /// <param name="picture">The picture, changed in place.</param>
    /// <param name="twoLevels">Whether to 0 and 1 alone, else to 0..1.</param>
    public static void Clip(Picture picture, bool twoLevels)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var values = picture.Values;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = twoLevels ? (values[i] > 0.5f ? 1 : 0) : Math.Clamp(values[i], 0, 1);
        }
    }
}
