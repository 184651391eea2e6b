using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Equalises the luminance of prepared pictures. Not for concurrent use.</summary>
internal sealed class ContrastEqualizer(ClaheOptions options) : IDisposable
{
    private readonly CLAHE clahe = CLAHE.Create(options.ClipLimit, new Size(options.Tiles, options.Tiles));
    private readonly Mat equalized = new();
    private readonly Mat change = new();
    private readonly Mat spread = new();

    /// <summary>Equalises a picture in place, and remembers what that changed.</summary>
    /// <param name="picture">8 bits, one channel or blue, green and red.</param>
    public void Apply(Mat picture)
    {
        Equalize(picture);
        Cv2.Subtract(equalized, picture, change, dtype: MatType.CV_16S);
        equalized.CopyTo(picture);
    }

    /// <summary>
    /// Gives a larger version of the picture the changes of the last one equalised. Training cuts its variants out of such:
    /// equalised by itself its tiles would have other histograms, and pooled it would not be what scans see.
    /// </summary>
    /// <param name="picture">The same picture at a multiple of the size.</param>
    public void ApplyAgain(Mat picture)
    {
        Cv2.Resize(change, spread, picture.Size(), interpolation: InterpolationFlags.Nearest);
        Cv2.Add(picture, spread, picture, dtype: MatType.CV_8U);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        clahe.Dispose();
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
