using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>
/// Makes the model's input of a decoded picture: region of interest, gray or RGB, even light, the part turned upright, size, fixed levels for 16
/// bits, equalised contrast, planar layout. Shrinking averages over areas and enlarging interpolates linearly, so no value leaves the picture's range.
/// Keeps its working matrices for the next picture: one instance per thread.
/// </summary>
public sealed class Preprocessor : IDisposable
{
    /// <summary>The side of a <see cref="Fingerprint(Mat)"/>, in cells.</summary>
    public const int FingerprintSide = 48;

    private readonly PreprocessingOptions options;
    private readonly Mat colored = new();
    private readonly Mat shrunk = new();
    private readonly Mat fitted = new();
    private readonly Mat leveled = new();
    private readonly PartAligner? aligner;
    private readonly FlatFieldCorrector? flatField;
    private readonly ContrastEqualizer? equalizer;

    /// <summary>Initializes a new instance of the <see cref="Preprocessor"/> class.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    /// <exception cref="ArgumentException">Light is to be evened out by a field that the options lack, or that has other channels.</exception>
    public Preprocessor(PreprocessingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the preprocessing options");
        this.options = options;
        if (options.FlatField is not null)
        {
            flatField = options.MeasuredFlatField is { } field && field.CountChannels() == options.CountChannels()
                ? new(field)
                : throw new ArgumentException("The options correct by a flat field and hold none for their channels.", nameof(options));
        }

        aligner = options.Alignment is { } box ? new(box) : null;
        equalizer = options.Clahe is { } clahe ? new(clahe) : null;
    }

    /// <summary>Finds how the part lies in a picture.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <returns>How it lies; the picture's middle, as it is, where no part is found; null where the options ask for no alignment.</returns>
    public PartPose? FindPose(DecodedPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return aligner?.Find(picture);
    }

    /// <summary>Tells how a picture is divided into tiles.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <returns>The layout, as large as the prepared picture; null where the options ask for no tiles.</returns>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture, or it has too many tiles or pixels.</exception>
    public TileLayout? Layout(DecodedPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return options.Tiling is null ? null : TilePlanner.Plan(FindRegion(picture).Size, options);
    }

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <param name="destination">
    /// Takes channels × height × width bytes, channel after channel, red first; with tiling those of the whole picture, as large as
    /// its <see cref="Layout"/>, which is cut into tiles later.
    /// </param>
    /// <param name="scale">Prepares at this multiple of the width and the height; training cuts its variants out of that.</param>
    /// <returns>Where in the result the picture is, in pixels of the result.</returns>
    /// <exception cref="PreparationException">The region of interest reaches beyond the picture.</exception>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public ContentRectangle Prepare(Mat picture, Span<byte> destination, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Prepare(Whole(picture), destination, scale);
    }

    /// <summary>Prepares a picture that may be decoded at a fraction of its size.</summary>
    /// <param name="picture">What <see cref="ImageDecoder"/> returned.</param>
    /// <param name="destination">
    /// Takes channels × height × width bytes, channel after channel, red first; with tiling those of the whole picture, as large as
    /// its <see cref="Layout"/>, which is cut into tiles later.
    /// </param>
    /// <param name="scale">Prepares at this multiple of the width and the height; training cuts its variants out of that.</param>
    /// <param name="pose">What <see cref="FindPose"/> returned; found again where it is left out.</param>
    /// <returns>Where in the result the picture is, in pixels of the result.</returns>
    /// <exception cref="PreparationException">
    /// The region of interest reaches beyond the picture, or the flat field is for pictures of another size.
    /// </exception>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public ContentRectangle Prepare(DecodedPicture picture, Span<byte> destination, int scale = 1, PartPose? pose = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var region = FindRegion(picture);
        var size = FitGeometry.Prepared(region.Size, options);
        var (width, height) = (size.Width * scale, size.Height * scale);
        if (destination.Length != options.CountChannels() * (long)height * width)
        {
            throw new ArgumentException($"{destination.Length} bytes do not hold a prepared image of {width}×{height} pixels", nameof(destination));
        }

        flatField?.Check(picture.Width, picture.Height, picture.Pixels.Depth());
        var area = SourceArea.Of(options, picture.Width, picture.Height);
        var used = new Rect(area.X, area.Y, area.Width, area.Height);
        var shown = aligner?.Size ?? used.Size;

        // Larger by a whole number, or the two would lie half a pixel apart.
        var unit = FitGeometry.Content(shown, options.Fit, size.Width, size.Height);
        var content = new Rect(unit.X * scale, unit.Y * scale, unit.Width * scale, unit.Height * scale);
        var place = picture.Locate(used);
        using var source = picture.Pixels.SubMat(place);
        var chosen = ToColor(source, options.Color);
        var here = picture.Locate(region);
        var even = flatField?.Correct(chosen, new Rect(place.X - here.X, place.Y - here.Y, place.Width, place.Height), here.Size) ?? chosen;
        even = aligner?.Align(even, pose ?? aligner.Find(picture), used.Size) ?? even;
        if (scale > 1 && equalizer is not null)
        {
            Resize(even, unit.Size);
            equalizer.Apply(ToLevels());
        }

        Resize(even, content.Size);
        var levels = ToLevels();
        if (scale > 1)
        {
            equalizer?.ApplyAgain(levels);
        }
        else
        {
            equalizer?.Apply(levels);
        }

        if (content.Size != new Size(width, height))
        {
            destination.Fill((byte)options.PadValue);
        }

        Write(levels, destination, content, width, height);
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
        return Fingerprint(Whole(picture));
    }

    /// <inheritdoc cref="Fingerprint(Mat)"/>
    public float[] Fingerprint(DecodedPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Grid(picture, ColorMode.Gray, FingerprintSide)[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        colored.Dispose();
        shrunk.Dispose();
        fitted.Dispose();
        leveled.Dispose();
        aligner?.Dispose();
        flatField?.Dispose();
        equalizer?.Dispose();
    }

    /// <summary>Gives the region's values on a grid of side × side, a plane for each channel, blue first, nothing corrected.</summary>
    internal float[][] Grid(DecodedPicture picture, ColorMode color, int side)
    {
        using var region = picture.Pixels.SubMat(picture.Locate(FindRegion(picture)));
        var chosen = ToColor(region, color);

        // Averaging whole numbers would round the faint differences away by which parts are told apart.
        chosen.ConvertTo(leveled, MatType.MakeType(MatType.CV_32F, chosen.Channels()));
        Resize(leveled, new Size(side, side));
        var planes = Cv2.Split(fitted);
        try
        {
            return Array.ConvertAll(planes, p => p.GetArray(out float[] values) ? values : []);
        }
        finally
        {
            Array.ForEach(planes, p => p.Dispose());
        }
    }

    private static DecodedPicture Whole(Mat picture) => new(picture, picture.Cols, picture.Rows, reduction: 1);

    private Rect FindRegion(DecodedPicture picture)
    {
        if (options.Region is not { } r)
        {
            return new(0, 0, picture.Width, picture.Height);
        }

        if (r.X > picture.Width - r.Width || r.Y > picture.Height - r.Height)
        {
            throw new PreparationException(
                $"the region of interest, {r.Width}×{r.Height} at ({r.X}, {r.Y}), reaches beyond the picture's {picture.Width}×{picture.Height} pixels; correct the line's region or the camera's format");
        }

        return new(r.X, r.Y, r.Width, r.Height);
    }

    private Mat ToColor(Mat source, ColorMode color)
    {
        ColorConversionCodes? conversion = (color, source.Channels()) switch
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
