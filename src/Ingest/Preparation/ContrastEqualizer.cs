using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Equalises the luminance of prepared pictures. Not for concurrent use.</summary>
internal sealed class ContrastEqualizer(ClaheOptions options) : IDisposable
{
    private readonly CLAHE clahe = CLAHE.Create(options.ClipLimit, new Size(options.Tiles, options.Tiles));
    private readonly Mat small = new();
    private readonly Mat equalized = new();
    private readonly Mat change = new();
    private readonly Mat spread = new();

    /// <summary>Equalises a picture in place.</summary>
    /// <param name="picture">8 bits, one channel or blue, green and red.</param>
    /// <param name="prepared">
    /// The picture's size at the prepared size. A larger picture, from which training cuts its variants, gets the changes of
    /// its shrunken self: equalised by itself its tiles would have other histograms, and pooled it would not be what scans see.
    /// </param>
    public void Apply(Mat picture, Size prepared)
    {
        if (picture.Size() == prepared)
        {
            Equalize(picture);
            equalized.CopyTo(picture);
            return;
        }

        Cv2.Resize(picture, small, prepared, interpolation: InterpolationFlags.Area);
        Equalize(small);
        Cv2.Subtract(equalized, small, change, dtype: MatType.CV_16S);
        Cv2.Resize(change, spread, picture.Size(), interpolation: InterpolationFlags.Nearest);
        Cv2.Add(picture, spread, picture, dtype: MatType.CV_8U);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        clahe.Dispose();
        small.Dispose();
        equalized.Dispose();
        change.Dispose();
        spread.Dispose();
    }

    private void Equalize(Mat picture)
    {
        if (picture.Channels() == 1)
        {
            clahe.Apply(picture, equalized);
            return;
        }

        using var lab = new Mat();
        Cv2.CvtColor(picture, lab, ColorConversionCodes.BGR2Lab);
        var planes = Cv2.Split(lab);
        try
        {
            using var lightness = new Mat();
            clahe.Apply(planes[0], lightness);
            Cv2.Merge([lightness, planes[1], planes[2]], lab);
            Cv2.CvtColor(lab, equalized, ColorConversionCodes.Lab2BGR);
        }
        finally
        {
            Array.ForEach(planes, p => p.Dispose());
        }
    }
}
