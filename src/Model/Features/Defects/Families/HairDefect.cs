namespace InspectFlow.Model.Defects;

/// <summary>A thin curl, as of a hair or a fibre.</summary>
internal sealed class HairDefect : IDefect
{
    private const int Pieces = 24;

    /// <inheritdoc/>
    public string Name => "hair";

    /// <inheritdoc/>
    public void Paint(Picture picture, Picture other, Picture mask, KeyedRandom random)
    {
        var (height, width) = (picture.Height, picture.Width);
        var (x, y) = (random.NextDouble(0.1, 0.9) * width, random.NextDouble(0.1, 0.9) * height);
        var radius = random.LogUniform(0.04, 0.25) * Math.Min(width, height);
        var (start, turn) = (random.NextDouble(0, 2 * Math.PI), random.NextDouble(1, 4));
        var line = new Picture(1, height, width);
        var (fromX, fromY) = Point(0);
        for (var i = 1; i < Pieces; i++)
        {
            var (toX, toY) = Point(i);
            LineMask.Stroke(line, fromX, fromY, toX, toY, 1);
            (fromX, fromY) = (toX, toY);
        }

        Planes.Add(picture, line, random.Amplitudes(picture, 0.7, 5));
        Planes.Raise(mask, line);

        (double X, double Y) Point(int i)
        {
            var t = turn * i / Pieces;
            var (sin, cos) = Math.SinCos(start + t);
            var r = radius * Math.Exp(-0.15 * t);
            return (x + (r * cos), y + (r * sin));
        }
    }
}
