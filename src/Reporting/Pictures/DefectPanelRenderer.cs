using OpenCvSharp;

namespace InspectFlow.Reporting.Pictures;

/// <summary>
/// Draws a defective picture for people: the picture, the picture with the outline of its mask, the map over it with its scale, side by
/// side, and a caption. Small pictures are enlarged, so that single pixels can be seen.
/// </summary>
public sealed class DefectPanelRenderer
{
    private const int Side = 384;
    private const int Gap = 12;
    private const int Line = 20;
    private const int LegendWidth = 84;
    private const int BarWidth = 14;
    private const int LineWidth = 2;
    private const int Around = (2 * LineWidth) + 1;
    private const double TextScale = 0.45;

    private static readonly Scalar Outline = new(255, 255, 0);
    private static readonly Scalar Paper = Scalar.All(255);
    private static readonly Scalar Ground = Scalar.All(150);
    private static readonly Scalar Ink = Scalar.All(30);

    private readonly EvidenceOptions options;
    private readonly EvidenceRenderer renderer;

    /// <summary>Initializes a new instance of the <see cref="DefectPanelRenderer"/> class.</summary>
    /// <param name="options">How pictures are made; null stands for the defaults.</param>
    public DefectPanelRenderer(EvidenceOptions? options = null)
    {
        this.options = options ?? new EvidenceOptions();
        renderer = new(this.options);
    }

    /// <summary>Draws a panel.</summary>
    /// <param name="source">The decoded picture: 8 or 16 bits; 1, 3 (BGR) or 4 (BGRA) channels.</param>
    /// <param name="panel">What to show.</param>
    /// <returns>A PNG file.</returns>
    /// <exception cref="ArgumentException">The mask or the map does not fit the picture.</exception>
    public byte[] Render(Mat source, DefectPanel panel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(panel);
        if (panel.Mask is { } mask && mask.LongLength != source.Total())
        {
            throw new ArgumentException($"A mask of {mask.Length} pixels is not that of a picture of {source.Width}×{source.Height}.", nameof(panel));
        }

        var factor = (double)Side / Math.Max(source.Width, source.Height);
        var size = new Size(Math.Max(1, (int)Math.Round(source.Width * factor)), Math.Max(1, (int)Math.Round(source.Height * factor)));
        using var picture = Fit(SourceView.Shrink(source, EvidenceRenderer.MapSide, options), size);
        var parts = new List<(string Title, Mat Picture)> { ("picture", picture) };
        if (panel.Mask is { } defective)
        {
            parts.Add(("defect as labelled", Outlined(picture, defective, source.Size())));
        }

        if (panel.Map is { } map)
        {
            parts.Add((panel.MapTitle, Fit(renderer.Overlay(source, map, panel.Scale), size)));
        }

        try
        {
            using var sheet = Compose(parts, size, panel);
            Cv2.ImEncode(".png", sheet, out var bytes, new ImageEncodingParam(ImwriteFlags.PngCompression, 6));
            return bytes;
        }
        finally
        {
            parts.ForEach(p => p.Picture.Dispose());
        }
    }

    private Mat Compose(List<(string Title, Mat Picture)> parts, Size size, DefectPanel panel)
    {
        // A narrow picture's title may be wider than the picture itself.
        var column = Math.Max(size.Width, parts.Max(p => Measure(p.Title)));
        var caption = panel.Caption.Max(Measure);
        var width = (2 * Gap) + Math.Max(caption, (parts.Count * (column + Gap)) - Gap + (panel.Map is null ? 0 : LegendWidth));
        var height = (2 * Gap) + Line + size.Height + (Line * panel.Caption.Count) + (Gap / 2);
        var sheet = new Mat(height, width, MatType.CV_8UC3, Paper);
        var x = Gap;
        foreach (var (title, picture) in parts)
        {
            Write(sheet, title, x, Gap + 10);
            using var place = sheet.SubMat(new Rect(x, Gap + Line, size.Width, size.Height));
            picture.CopyTo(place);
            x += column + Gap;
        }

        if (panel.Map is not null)
        {
            DrawLegend(sheet, x - Gap - column + size.Width + (Gap / 2), Gap + Line, size.Height, panel.Scale);
        }

        for (var i = 0; i < panel.Caption.Count; i++)
        {
            Write(sheet, panel.Caption[i], Gap, Gap + Line + size.Height + (Line * (i + 1)));
        }

        return sheet;
    }

    // From the scale's high end, above, to its low end, from which down the map is clear: laid over gray, as over a picture.
    private void DrawLegend(Mat sheet, int x, int y, int height, MapScale scale)
    {
        using var ramp = new Mat(height, BarWidth, MatType.CV_8UC1, Scalar.All(0));
        for (var row = 0; row < height; row++)
        {
            using var line = ramp.SubMat(new Rect(0, row, BarWidth, 1));
            line.SetTo(Scalar.All(height == 1 ? 255 : 255.0 * (height - 1 - row) / (height - 1)));
        }

        using var place = sheet.SubMat(new Rect(x, y, BarWidth, height));
        place.SetTo(Ground);
        HeatPainter.Blend(sheet, ramp, new Point(x, y), options.MapOpacity);
        Write(sheet, Number(scale.High), x + BarWidth + 4, y + 10);
        Write(sheet, Number(scale.Low), x + BarWidth + 4, y + height);
    }

    // The line runs around the defect, so that a small one is not hidden under it; where a defect touches the border, along the border.
    private static Mat Outlined(Mat picture, bool[] mask, Size of)
    {
        var canvas = picture.Clone();
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                if (IsDefective(x, y) ? IsBorder(x, y) : IsNear(x, y))
                {
                    canvas.At<Vec3b>(y, x) = new Vec3b((byte)Outline.Val0, (byte)Outline.Val1, (byte)Outline.Val2);
                }
            }
        }

        return canvas;

        bool IsBorder(int x, int y) => x < LineWidth || y < LineWidth || x >= canvas.Width - LineWidth || y >= canvas.Height - LineWidth;

        bool IsNear(int x, int y)
        {
            for (var i = 0; i < Around * Around; i++)
            {
                if (IsDefective(x - LineWidth + (i % Around), y - LineWidth + (i / Around)))
                {
                    return true;
                }
            }

            return false;
        }

        bool IsDefective(int x, int y) => x >= 0 && y >= 0 && x < canvas.Width && y < canvas.Height &&
            mask[((int)((y + 0.5) * of.Height / canvas.Height) * of.Width) + (int)((x + 0.5) * of.Width / canvas.Width)];
    }

    private static Mat Fit(Mat picture, Size size)
    {
        using (picture)
        {
            using var fitted = new Mat();
            Cv2.Resize(picture, fitted, size, interpolation: size.Width < picture.Width ? InterpolationFlags.Area : InterpolationFlags.Linear);
            if (fitted.Channels() == 3)
            {
                return fitted.Clone();
            }

            return SourceView.GrayAsColour(fitted);
        }
    }

    private static int Measure(string text) => Cv2.GetTextSize(Printable(text), HersheyFonts.HersheySimplex, TextScale, 1, out _).Width;

    // The font has no other letters than ASCII's.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsAscii(c) ? c : '?'));

    private static void Write(Mat sheet, string text, int x, int y) => Cv2.PutText(
        sheet,
        Printable(text),
        new Point(x, y),
        HersheyFonts.HersheySimplex,
        TextScale,
        Ink,
        1,
        LineTypes.AntiAlias);

    private static string Number(double value) => value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
}
