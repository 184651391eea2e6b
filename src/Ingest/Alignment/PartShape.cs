using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>How a part lies, by the moments of its pixels.</summary>
internal static class PartShape
{
    /// <summary>Measures a part.</summary>
    /// <param name="pixels">Which pixels of a small copy of the picture are its, one at the least, row by row.</param>
    /// <param name="size">The copy's width and height.</param>
    /// <param name="acrossScale">How many pixels of the upright picture, across, one of the copy stands for.</param>
    /// <param name="downScale">The same down.</param>
    public static FoundPart Measure(bool[] pixels, Size size, double acrossScale, double downScale)
    {
        var points = new List<(double X, double Y)>();
        var edge = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i])
            {
                var (row, column) = Math.DivRem(i, size.Width);
                points.Add(((column + 0.5) * acrossScale, (row + 0.5) * downScale));
                edge += row == 0 || column == 0 || row == size.Height - 1 || column == size.Width - 1 ? 1 : 0;
            }
        }

        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        var (xx, xy, yy) = (points.Average(p => (p.X - x) * (p.X - x)), points.Average(p => (p.X - x) * (p.Y - y)), points.Average(p => (p.Y - y) * (p.Y - y)));
        var angle = 0.5 * Math.Atan2(2 * xy, xx - yy);
        var (along, across) = Turn(points, x, y, angle);
        if (along.Average(u => u * u * u) < 0)
        {
            // The long thin end is the one that reaches further from the centre of mass.
            angle += angle > 0 ? -Math.PI : Math.PI;
            (along, across) = Turn(points, x, y, angle);
        }

        var (length, breadth) = (along.Max() - along.Min(), across.Max() - across.Min());
        var (u, v) = ((along.Max() + along.Min()) / 2, (across.Max() + across.Min()) / 2);
        var (sin, cos) = Math.SinCos(angle);
        var pose = new PartPose(x + (u * cos) - (v * sin), y + (u * sin) + (v * cos), angle);

        // A component of one row has no breadth; a pixel's own keeps the ratio finite.
        var pixel = acrossScale * downScale / 12;
        var elongation = Math.Sqrt((along.Average(a => a * a) + pixel) / (across.Average(a => a * a) + pixel));
        return new(pose, length + acrossScale, breadth + downScale, elongation, Contrast: 0, edge / (2.0 * (size.Width + size.Height - 2)));
    }

    private static (double[] Along, double[] Across) Turn(List<(double X, double Y)> points, double x, double y, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return (
            [.. points.Select(p => ((p.X - x) * cos) + ((p.Y - y) * sin))],
            [.. points.Select(p => ((p.Y - y) * cos) - ((p.X - x) * sin))]);
    }
}
