namespace InspectFlow.Ingest;

/// <summary>Makes flat fields, of frames or of the images that fit the model.</summary>
public static class FlatFieldBuilder
{
    // A cell with less light than this share of the mean is taken for dead and filled in; it also bounds the gain at 50.
    private const double DeadShare = 0.02;

    /// <summary>Makes a field of the reference frame that the options name, or of the mean of images.</summary>
    /// <param name="options">The line's preprocessing, with a flat field.</param>
    /// <param name="decoding">The limits of decoding.</param>
    /// <param name="images">The files of the images that fit the model, all of one size; not read where there is a reference frame.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The field, for pictures of the reference's size.</returns>
    /// <exception cref="FlatFieldException">A frame cannot be read, frames differ in size or depth, or the reference has no light.</exception>
    public static FlatField Build(
        PreprocessingOptions options, DecodingOptions decoding, IReadOnlyCollection<string> images, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(images);
        var flat = options.FlatField ?? throw new ArgumentException("The options correct no light.", nameof(options));
        var reference = flat.Reference is { } path
            ? FlatFieldFrame.Read(path, options, decoding)
            : FlatFieldFrame.Mean(images, options, decoding, cancellationToken);
        var dark = flat.Dark is { } darkPath ? ReadDark(darkPath, reference, options, decoding) : null;
        return new()
        {
            Width = reference.Width,
            Height = reference.Height,
            Gain = [.. reference.Planes.SelectMany((plane, channel) => Gain(plane, dark?.Planes[channel], flat.EffectiveBlur(), reference.Path))],
            Dark = dark is null ? null : [.. dark.Planes.SelectMany(p => p).Select(v => (float)v)],
            DarkBits = dark?.Bits ?? 0,
            ReferenceSha256 = reference.Sha256,
            DarkSha256 = dark?.Sha256,
        };
    }

    private static IEnumerable<float> Gain(double[] reference, double[]? dark, double blur, string path)
    {
        var light = dark is null ? reference : [.. reference.Zip(dark, (r, d) => r - d)];
        var mean = light.Average();
        if (mean <= 0)
        {
            throw new FlatFieldException(path, "is no brighter than darkness; take the reference with the line's light on");
        }

        var smooth = LocalLinearSmoother.Smooth(light, FindAlive(light, DeadShare * mean), FlatField.Side, blur * FlatField.Side);
        var level = smooth.Average();
        return smooth.Select(v => (float)(level / Math.Max(v, DeadShare * level)));
    }

    // A cell beside a dead one shows some of what killed that, dust for example.
    private static bool[] FindAlive(double[] light, double least)
    {
        var isAlive = Enumerable.Repeat(true, light.Length).ToArray();
        for (var i = 0; i < light.Length; i++)
        {
            if (light[i] > least)
            {
                continue;
            }

            var (y, x) = Math.DivRem(i, FlatField.Side);
            for (var row = Math.Max(0, y - 1); row <= Math.Min(FlatField.Side - 1, y + 1); row++)
            {
                for (var column = Math.Max(0, x - 1); column <= Math.Min(FlatField.Side - 1, x + 1); column++)
                {
                    isAlive[(row * FlatField.Side) + column] = false;
                }
            }
        }

        // Where nothing is left, what little light there is must do.
        return isAlive.Contains(value: true) ? isAlive : Array.ConvertAll(light, v => v > least);
    }

    private static FlatFieldFrame ReadDark(string path, FlatFieldFrame reference, PreprocessingOptions options, DecodingOptions decoding)
    {
        var dark = FlatFieldFrame.Read(path, options, decoding);
        return dark.HasFormatOf(reference)
            ? dark
            : throw new FlatFieldException(
                path,
                $"the dark frame has {dark.Format}, but {reference.Path} has {reference.Format}; take both with the line's camera as it is set now");
    }
}
