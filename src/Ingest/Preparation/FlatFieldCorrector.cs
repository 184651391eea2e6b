using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>
/// Applies a flat field to pictures. Keeps the field at the pictures' size, four bytes a pixel and channel, since that is
/// the same for all: one instance per thread.
/// </summary>
internal sealed class FlatFieldCorrector(FlatField field) : IDisposable
{
    private readonly Mat gain = new();
    private readonly Mat dark = new();
    private readonly Mat lit = new();
    private readonly Mat corrected = new();

    /// <summary>Tells pictures apart that the field is not for.</summary>
    /// <exception cref="PreparationException">The picture has another size, or another depth than the dark frame.</exception>
    public void Check(int width, int height, int depth)
    {
        if (width != field.Width || height != field.Height)
        {
            throw new PreparationException(
                $"the picture has {width}×{height} pixels, but the flat field is for {field.Width}×{field.Height}; correct the camera's format, or train with a flat field of this size");
        }

        var bits = depth == MatType.CV_8U ? 8 : 16;
        if (field.DarkBits != 0 && field.DarkBits != bits)
        {
            throw new PreparationException(
                $"the picture has {bits} bits, but the dark frame of the flat field has {field.DarkBits}; correct the camera's format, or train with a dark frame of this depth");
        }
    }

    /// <summary>Corrects a part of the region of interest.</summary>
    /// <param name="source">The part's pixels, with the field's channels.</param>
    /// <param name="part">Where in the region the part is, in pixels of the source.</param>
    /// <param name="region">The region's size, in pixels of the source.</param>
    /// <returns>The corrected pixels, of the source's type; they are overwritten by the next call.</returns>
    public Mat Correct(Mat source, Rect part, Size region)
    {
        Expand(field.Gain, gain, region);
        using var gainHere = gain.SubMat(part);
        var bright = source;
        if (field.Dark is { } values)
        {
            Expand(values, dark, region);
            using var darkHere = dark.SubMat(part);
            Cv2.Subtract(source, darkHere, lit, dtype: MatType.CV_32F);
            bright = lit;
        }

        Cv2.Multiply(bright, gainHere, corrected, dtype: source.Depth());
        return corrected;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gain.Dispose();
        dark.Dispose();
        lit.Dispose();
        corrected.Dispose();
    }

    private void Expand(float[] grid, Mat target, Size region)
    {
        if (target.Size() == region)
        {
            return;
        }

        const int Cells = FlatField.Side * FlatField.Side;
        var planes = new Mat[field.CountChannels()];
        try
        {
            for (var i = 0; i < planes.Length; i++)
            {
                planes[i] = new();
                using var cells = Mat.FromPixelData(FlatField.Side, FlatField.Side, MatType.CV_32FC1, grid[(i * Cells)..((i + 1) * Cells)]);
                Cv2.Resize(cells, planes[i], region);
            }

            Cv2.Merge(planes, target);
        }
        finally
        {
            Array.ForEach(planes, p => p?.Dispose());
        }
    }
}
