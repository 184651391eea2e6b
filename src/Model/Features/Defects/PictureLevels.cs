namespace InspectFlow.Model;

/// <summary>Which values a line's pictures take.</summary>
public static class PictureLevels
{
    private const byte NearBlack = 16;
    private const byte NearWhite = 239;
    private const double TwoLevelShare = 0.98;

    /// <summary>Whether pixels are nearly all close to black or to white, as of thresholded pictures.</summary>
    /// <param name="pictures">
    /// The pixels of the line's pictures, looked at together: one of them may well be white all over, and a stray gray one changes nothing.
    /// </param>
    /// <returns>True when more than 98 % are, and there is more of either than of all that lies between.</returns>
    public static bool AreTwo(IEnumerable<ReadOnlyMemory<byte>> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        long black = 0, white = 0, all = 0;
        foreach (var picture in pictures)
        {
            all += picture.Length;
            foreach (var pixel in picture.Span)
            {
                black += pixel < NearBlack ? 1 : 0;
                white += pixel > NearWhite ? 1 : 0;
            }
        }

        return black + white > TwoLevelShare * all && Math.Min(black, white) > all - black - white;
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
