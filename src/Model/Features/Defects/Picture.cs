namespace InspectFlow.Model;

/// <summary>A picture, or a mask when it has one channel, in memory for painting: float values, mostly 0 to 1.</summary>
public sealed class Picture
{
    /// <summary>Initializes a new instance of the <see cref="Picture"/> class, all 0.</summary>
    /// <param name="channels">The channels, at least 1.</param>
    /// <param name="height">The rows, at least 1.</param>
    /// <param name="width">The columns, at least 1.</param>
    public Picture(int channels, int height, int width)
        : this(channels, height, width, new float[channels * height * width])
    {
    }

    private Picture(int channels, int height, int width, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (Channels, Height, Width, Values) = (channels, height, width, values);
    }

    /// <summary>Gets the channels.</summary>
    public int Channels { get; }

    /// <summary>Gets the rows.</summary>
    public int Height { get; }

    /// <summary>Gets the columns.</summary>
    public int Width { get; }

    /// <summary>Gets the pixels of one channel.</summary>
    public int Area => Height * Width;

    /// <summary>Gets the values, channel by channel and row by row.</summary>
    public float[] Values { get; }

    /// <summary>Gives one channel.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <returns>Its values, row by row.</returns>
    public Span<float> Plane(int channel) => Values.AsSpan(channel * Area, Area);

    /// <summary>Gives one row of one channel.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <param name="row">The row, from 0.</param>
    /// <returns>Its values.</returns>
    public Span<float> Row(int channel, int row) => Values.AsSpan((channel * Area) + (row * Width), Width);

    /// <summary>Takes prepared pixels over, 255 as 1.</summary>
    /// <param name="pixels">The pixels, planar, C·H·W bytes.</param>
    /// <param name="channels">C.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <returns>The picture.</returns>
    public static Picture FromPixels(ReadOnlySpan<byte> pixels, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, channels * height * width);
        var picture = new Picture(channels, height, width);
        for (var i = 0; i < pixels.Length; i++)
        {
            picture.Values[i] = pixels[i] / 255f;
        }

        return picture;
    }

    /// <summary>Copies the picture.</summary>
    /// <returns>The copy.</returns>
    public Picture Clone() => new(Channels, Height, Width, (float[])Values.Clone());

    /// <summary>The standard deviation of the values within their channels.</summary>
    /// <returns>The deviation.</returns>
    public double Deviation()
    {
        var sum = 0.0;
        for (var c = 0; c < Channels; c++)
        {
            double first = 0, second = 0;
            foreach (var value in Plane(c))
            {
                first += value;
                second += (double)value * value;
            }

            sum += Math.Max(0, second - (first * first / Area));
        }

        return Math.Sqrt(sum / Values.Length);
    }
}
