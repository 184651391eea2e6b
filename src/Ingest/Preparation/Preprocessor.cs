using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>
/// Makes the model's input of a decoded picture: region of interest, gray or RGB, size, fixed levels for 16 bits, planar
/// layout. Shrinking averages over areas and enlarging interpolates linearly, so no value leaves the picture's range.
/// Keeps its working matrices for the next picture: one instance per thread.
/// </summary>
public sealed class Preprocessor : IDisposable
{
    /// <summary>The side of a <see cref="Fingerprint"/>, in cells.</summary>
    public const int FingerprintSide = 48;

    private readonly PreprocessingOptions options;
    private readonly Mat colored = new();
    private readonly Mat shrunk = new();
    private readonly Mat fitted = new();
    private readonly Mat leveled = new();

    /// <summary>Initializes a new instance of the <see cref="Preprocessor"/> class.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public Preprocessor(PreprocessingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the preprocessing options");
        this.options = options;
    }

    /// <summary>Tells how a picture is divided into tiles.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <returns>The layout, as large as the prepared picture; null where the options ask for no tiles.</returns>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture, or it has too many tiles or pixels.</exception>
    public TileLayout? Layout(Mat picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var region = TakeRegion(picture);
        return options.Tiling is null ? null : TilePlanner.Plan(region.Cols, region.Rows, options);
    }

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <param name="destination">
    /// Takes channels × height × width bytes, channel after channel, red first; with tiling those of the whole picture, as large as
    /// its <see cref="Layout"/>, which is cut into tiles later.
    /// </param>
    /// <param name="scale">Prepares at this multiple of the width and the height; training cuts its variants out of that.</param>
    /// <returns>Where in the result the picture is, in pixels of the result.</returns>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture, or it has too many tiles or pixels.</exception>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public ContentRectangle Prepare(Mat picture, Span<byte> destination, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        using var region = TakeRegion(picture);
        var (width, height) = options.Tiling is not null && TilePlanner.Plan(region.Cols, region.Rows, options) is { } layout
            ? (layout.Width * scale, layout.Height * scale)
            : (options.Width * scale, options.Height * scale);
        if (destination.Length != options.CountChannels() * (long)height * width)
        {
            throw new ArgumentException($"{destination.Length} bytes do not hold a prepared image of {width}×{height} pixels", nameof(destination));
        }

        using var source = options.Fit == FitMode.Crop ? new Mat(region, FitGeometry.Cover(region.Size(), width, height)) : region.SubMat(new Rect(0, 0, region.Cols, region.Rows));
        var content = options.Fit == FitMode.Pad ? FitGeometry.Contain(source.Size(), width, height) : new Rect(0, 0, width, height);
        Resize(ToColor(source), content.Size);
        if (content.Size != new Size(width, height))
        {
            destination.Fill((byte)options.PadValue);
        }

        Write(ToLevels(), destination, content, width, height);
        return new(content.X, content.Y, content.Width, content.Height);
    }

    /// <summary>
    /// Describes a picture coarsely, so that pictures of the same part can be recognised: the region's gray values on a
    /// grid of 48 × 48, whatever its aspect.
    /// </summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <returns>48 × 48 values, row after row, in the picture's own units.</returns>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture.</exception>
    public float[] Fingerprint(Mat picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var region = TakeRegion(picture);
        var gray = region;
        if (region.Channels() == 3)
        {
            Cv2.CvtColor(region, colored, ColorConversionCodes.BGR2GRAY);
            gray = colored;
        }

        // Averaging whole numbers would round the faint differences away by which parts are told apart.
        gray.ConvertTo(leveled, MatType.CV_32FC1);
        Resize(leveled, new Size(FingerprintSide, FingerprintSide));
        fitted.GetArray(out float[] values);
        return values;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        colored.Dispose();
        shrunk.Dispose();
        fitted.Dispose();
        leveled.Dispose();
    }

    private Mat TakeRegion(Mat picture)
    {
        var whole = new Rect(0, 0, picture.Cols, picture.Rows);
        if (options.Region is not { } r)
        {
            return new(picture, whole);
        }

        if (r.X > whole.Width - r.Width || r.Y > whole.Height - r.Height)
        {
            throw new PreparationException(
                $"the region of interest, {r.Width}×{r.Height} at ({r.X}, {r.Y}), reaches beyond the picture's {whole.Width}×{whole.Height} pixels; correct the line's region or the camera's format");
        }

        return new(picture, new Rect(r.X, r.Y, r.Width, r.Height));
    }

    private Mat ToColor(Mat source)
    {
        ColorConversionCodes? conversion = (options.Color, source.Channels()) switch
        {
            (ColorMode.Gray, 3) => ColorConversionCodes.BGR2GRAY,
            (ColorMode.Rgb, 1) => ColorConversionCodes.GRAY2BGR,
            _ => null,
        };
        if (conversion is not { } code)
        {
            return source;
        }

        Cv2.CvtColor(source, colored, code);
        return colored;
    }

    // OpenCV averages over areas only when both sides shrink, so a side that grows waits until the other has shrunk.
    private void Resize(Mat source, Size size)
    {
        var between = new Size(Math.Min(source.Cols, size.Width), Math.Min(source.Rows, size.Height));
        if (between == size)
        {
            Cv2.Resize(source, fitted, size, interpolation: InterpolationFlags.Area);
            return;
        }

        Cv2.Resize(source, shrunk, between, interpolation: InterpolationFlags.Area);
        Cv2.Resize(shrunk, fitted, size, interpolation: InterpolationFlags.Linear);
    }

    private Mat ToLevels()
    {
        if (fitted.Depth() == MatType.CV_8U)
        {
            return fitted;
        }

        var gain = 255.0 / (options.WhiteLevel - options.BlackLevel);
        fitted.ConvertTo(leveled, MatType.MakeType(MatType.CV_8U, fitted.Channels()), gain, -options.BlackLevel * gain);
        return leveled;
    }

    private static unsafe void Write(Mat pixels, Span<byte> destination, Rect content, int width, int height)
    {
        fixed (byte* start = destination)
        {
            var channels = pixels.Channels();
            for (var channel = 0; channel < channels; channel++)
            {
                using var plane = Mat.FromPixelData(height, width, MatType.CV_8UC1, (IntPtr)(start + ((long)channel * width * height)));
                using var target = new Mat(plane, content);

                // OpenCV holds blue first.
                Cv2.ExtractChannel(pixels, target, channels - 1 - channel);
            }
        }
    }
}
