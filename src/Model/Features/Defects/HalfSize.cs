namespace InspectFlow.Model.Defects;

/// <summary>Brings pictures to half their size, as the encoder that looks at them does.</summary>
internal static class HalfSize
{
    /// <summary>Gives the means of 2 × 2 pixels.</summary>
    /// <param name="picture">The picture, height and width even.</param>
    public static Picture Mean(Picture picture) => Of(picture, (a, b, c, d) => (a + b + c + d) / 4);

    /// <summary>Gives the largest of 2 × 2 pixels, so that nothing thin gets lost of a mask.</summary>
    /// <param name="mask">The mask, height and width even.</param>
    public static Picture Largest(Picture mask) => Of(mask, (a, b, c, d) => Math.Max(Math.Max(a, b), Math.Max(c, d)));

    private static Picture Of(Picture picture, Func<float, float, float, float, float> join)
    {
        var half = new Picture(picture.Channels, picture.Height / 2, picture.Width / 2);
        for (var c = 0; c < half.Channels; c++)
        {
            for (var y = 0; y < half.Height; y++)
            {
                var upper = picture.Row(c, 2 * y);
                var lower = picture.Row(c, (2 * y) + 1);
                var row = half.Row(c, y);
                for (var x = 0; x < row.Length; x++)
                {
                    row[x] = join(upper[2 * x], upper[(2 * x) + 1], lower[2 * x], lower[(2 * x) + 1]);
                }
            }
        }

        return half;
    }
}
