using System.Runtime.InteropServices;
using OpenCvSharp;

namespace InspectFlow.Ingest;

/// <summary>Where a part lies in its picture.</summary>
/// <param name="CenterX">The middle of the part's box, from the picture's left edge, in pixels of the upright picture.</param>
/// <param name="CenterY">The same from the top edge.</param>
/// <param name="Angle">The direction from the part's heavier end to its lighter one, in radians, clockwise from the right.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartPose(double CenterX, double CenterY, double Angle)
{
    /// <summary>Makes the matrix that leads from a picture of the part alone to a picture of the whole.</summary>
    /// <param name="width">The width in pixels of the picture of the part.</param>
    /// <param name="height">Its height.</param>
    /// <param name="box">How much of the whole it shows.</param>
    /// <param name="across">The width of the whole picture at hand, as a share of the upright picture's.</param>
    /// <param name="down">Its height, likewise.</param>
    /// <returns>
    /// Two rows of three, as OpenCV's warping takes them: from the place of a pixel in the one to its place in the other, pixels counted from the
    /// middle of the first.
    /// </returns>
    public Mat FromPart(int width, int height, AlignmentOptions box, double across, double down)
    {
        ArgumentNullException.ThrowIfNull(box);
        var (sin, cos) = Math.SinCos(Angle);
        var (stepX, stepY) = (box.Width / (double)width, box.Height / (double)height);
        var (xx, xy, yx, yy) = (cos * stepX * across, -sin * stepY * across, sin * stepX * down, cos * stepY * down);
        var (u, v) = ((width - 1) / 2.0, (height - 1) / 2.0);
        var matrix = new Mat(2, 3, MatType.CV_64FC1, Scalar.All(0));
        matrix.SetArray([
            xx, xy, (CenterX * across) - 0.5 - (xx * u) - (xy * v),
            yx, yy, (CenterY * down) - 0.5 - (yx * u) - (yy * v),
        ]);
        return matrix;
    }
}
