using OpenCvSharp;

namespace InspectFlow.Reporting.Pictures;

/// <summary>Makes source pictures showable: 8 bits deep, gray or BGR, no larger than asked for.</summary>
internal static class SourceView
{
    /// <summary>Gives the size of a picture whose longer side has <paramref name="side"/> pixels at the most; none is enlarged.</summary>
    public static Size Fit(Size size, int side)
    {
        var factor = (double)side / Math.Max(size.Width, size.Height);
        return factor >= 1 ? size : new(Math.Max(1, (int)Math.Round(size.Width * factor)), Math.Max(1, (int)Math.Round(size.Height * factor)));
    }

    /// <summary>Makes a source smaller and showable.</summary>
    /// <exception cref="ArgumentException">The source is not of 8 or 16 bits with 1, 3 (BGR) or 4 (BGRA) channels.</exception>
    public static Mat Shrink(Mat source, int side, EvidenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Empty() || source.Channels() is not (1 or 3 or 4) || source.Depth() is not (MatType.CV_8U or MatType.CV_16U))
        {
            throw new ArgumentException($"A picture of {source.Type()} can't be shown.", nameof(source));
        }

        var size = Fit(source.Size(), side);
        using var small = new Mat();
        if (size != source.Size())
        {
            Cv2.Resize(source, small, size, interpolation: InterpolationFlags.Area);
        }

        var fitted = size == source.Size() ? source : small;
        var isDeep = source.Depth() == MatType.CV_16U;
        var (black, range) = isDeep ? (options.BlackLevel, options.WhiteLevel - options.BlackLevel) : (0, 255);
        var shown = new Mat();
        fitted.ConvertTo(shown, MatType.CV_8UC(source.Channels()), 255.0 / range, -255.0 * black / range);
        if (shown.Channels() != 4)
        {
            return shown;
        }

        using (shown)
        {
            var flat = new Mat();
            Cv2.CvtColor(shown, flat, ColorConversionCodes.BGRA2BGR);
            return flat;
        }
    }

    /// <summary>Makes a BGR picture without colour.</summary>
    public static Mat GrayAsColour(Mat picture)
    {
        using var gray = new Mat();
        if (picture.Channels() == 3)
        {
            Cv2.CvtColor(picture, gray, ColorConversionCodes.BGR2GRAY);
        }

        var colour = new Mat();
        Cv2.CvtColor(picture.Channels() == 3 ? gray : picture, colour, ColorConversionCodes.GRAY2BGR);
        return colour;
    }
}
