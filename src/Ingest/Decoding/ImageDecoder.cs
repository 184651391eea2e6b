using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>
/// Turns a file's bytes into pixels. The result is upright (EXIF orientation applied), 8 or 16 bits deep, gray or BGR.
/// Transparent pixels are laid over black: what is stored under full transparency is arbitrary and must not reach a score.
/// Safe for concurrent use.
/// </summary>
public sealed class ImageDecoder
{
    // Orientation is applied here, after transparency, because Unchanged would leave it out.
    private const ImreadModes WholeFlags = ImreadModes.AnyDepth | ImreadModes.AnyColor | ImreadModes.IgnoreOrientation;

    private readonly DecodingOptions options;

    /// <summary>Initializes a new instance of the <see cref="ImageDecoder"/> class.</summary>
    /// <param name="options">The limits.</param>
    /// <exception cref="OptionsException">The options are not usable.</exception>
    public ImageDecoder(DecodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the decoding options");
        this.options = options;
    }

    /// <summary>Gets the limits.</summary>
    public DecodingOptions Options => options;

    /// <summary>Decodes an image.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">The file's path, for the exception.</param>
    /// <returns>The pixels: CV_8UC1, CV_8UC3, CV_16UC1 or CV_16UC3, colours in BGR order. The caller disposes it.</returns>
    /// <exception cref="ImageDecodeException">
    /// The file is empty, cut short, damaged, of another format, over the pixel limit, animated or multi-page, or in CMYK.
    /// </exception>
    public Mat Decode(ReadOnlySpan<byte> bytes, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Decode(bytes, path, Inspect(bytes, path), WholeFlags);
    }

    /// <summary>Decodes an image for a preparation, which may need no more than a fraction of its size.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">The file's path, for the exception.</param>
    /// <param name="preprocessing">What will be prepared of it; <see cref="PreprocessingOptions.ReducedJpeg"/> decides.</param>
    /// <returns>The picture. The caller disposes it.</returns>
    /// <exception cref="ImageDecodeException">As for <see cref="Decode(ReadOnlySpan{byte}, string)"/>.</exception>
    public DecodedPicture Decode(ReadOnlySpan<byte> bytes, string path, PreprocessingOptions preprocessing)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(preprocessing);
        var inspection = Inspect(bytes, path);
        var (width, height) = Upright(inspection);
        var isReducible = inspection.IsJpeg && preprocessing.ReducedJpeg;
        var reduction = isReducible ? JpegReduction.For(preprocessing, width, height) : 1;
        return new(
            Decode(bytes, path, inspection, isReducible ? ReducedFlags(preprocessing.Color, reduction) : WholeFlags), width, height, reduction);
    }

    /// <summary>Tells a picture's size from its header, without decoding it.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">The file's path, for the exception.</param>
    /// <returns>The upright picture's width and height in pixels.</returns>
    /// <exception cref="ImageDecodeException">As for <see cref="Decode(ReadOnlySpan{byte}, string)"/>, but for damage that only decoding finds.</exception>
    public (int Width, int Height) Measure(ReadOnlySpan<byte> bytes, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Upright(Inspect(bytes, path));
    }

    private static (int Width, int Height) Upright(Inspection inspection) =>
        inspection.Orientation is >= 5 and <= 8 ? (inspection.Height, inspection.Width) : (inspection.Width, inspection.Height);

    private Inspection Inspect(ReadOnlySpan<byte> bytes, string path)
    {
        var inspection = ImageInspector.Inspect(bytes);
        if ((long)inspection.Width * inspection.Height > options.MaxPixels)
        {
            throw new ImageDecodeException(
                path,
                $"the picture has {inspection.Width}×{inspection.Height} pixels, more than the limit of {options.MaxPixels}; raise maxPixels if that is right");
        }

        if (inspection.Fault is not null)
        {
            throw new ImageDecodeException(path, inspection.Fault);
        }

        return inspection;
    }

    private static ImreadModes ReducedFlags(ColorMode color, int reduction) => ImreadModes.IgnoreOrientation | (reduction, color) switch
    {
        (2, ColorMode.Gray) => ImreadModes.ReducedGrayscale2,
        (4, ColorMode.Gray) => ImreadModes.ReducedGrayscale4,
        (8, ColorMode.Gray) => ImreadModes.ReducedGrayscale8,
        (2, _) => ImreadModes.ReducedColor2,
        (4, _) => ImreadModes.ReducedColor4,
        (8, _) => ImreadModes.ReducedColor8,
        (_, ColorMode.Gray) => ImreadModes.Grayscale,
        _ => ImreadModes.Color,
    };

    private static Mat Decode(ReadOnlySpan<byte> bytes, string path, Inspection inspection, ImreadModes flags)
    {
        Mat? mat = null;
        try
        {
            mat = Cv2.ImDecode(bytes, inspection.HasAlpha ? ImreadModes.Unchanged : flags);
            if (mat.Empty() || (mat.Depth() != MatType.CV_8U && mat.Depth() != MatType.CV_16U))
            {
                throw new ImageDecodeException(path, Inspection.Damaged);
            }

            LayOverBlack(mat);
            Turn(mat, inspection.Orientation);
            var result = mat;
            mat = null;
            return result;
        }
        catch (OpenCVException e) when (e.Status is ErrorCode.StsNoMem)
        {
            throw new ImageDecodeException(
                path, $"too little memory to decode {inspection.Width}×{inspection.Height} pixels; set fewer threads, so that fewer pictures are decoded at a time", e);
        }
        catch (OpenCVException e)
        {
            throw new ImageDecodeException(path, Inspection.Damaged, e);
        }
        finally
        {
            mat?.Dispose();
        }
    }

    private static void LayOverBlack(Mat mat)
    {
        if (mat.Channels() != 4)
        {
            return;
        }

        var planes = Cv2.Split(mat);
        try
        {
            var opaque = mat.Depth() == MatType.CV_8U ? byte.MaxValue : ushort.MaxValue;
            for (var i = 0; i < 3; i++)
            {
                Cv2.Multiply(planes[i], planes[3], planes[i], 1.0 / opaque);
            }

            Cv2.Merge(planes[..3], mat);
        }
        finally
        {
            Array.ForEach(planes, p => p.Dispose());
        }
    }

    /// <summary>Applies the eight orientations of EXIF 2.32, table 6.</summary>
    private static void Turn(Mat mat, int orientation)
    {
        if (orientation is 5 or 6 or 7 or 8)
        {
            using var turned = new Mat();
            Cv2.Transpose(mat, turned);
            turned.CopyTo(mat);
        }

        FlipMode? flip = orientation switch
        {
            2 or 6 => FlipMode.Y,
            3 or 7 => FlipMode.XY,
            4 or 8 => FlipMode.X,
            _ => null,
        };
        if (flip is { } mode)
        {
            Cv2.Flip(mat, mat, mode);
        }
    }
}
