namespace InspectFlow.Ingest;

/// <summary>Whether the good pictures of a line show a part that alignment can turn upright, and how much to keep of it.</summary>
public static class PartAlignment
{
    // So many pictures have to agree that the line shows one longish part, whole, before an even background.
    private const int FewestPictures = 10;
    private const double AlmostAll = 0.95;
    private const double LeastElongation = 1.5;
    private const double LeastContrast = 8;

    // A camera may cut off a corner of a head; a part that goes on beyond its picture is another matter.
    private const double MostOfEdge = 0.1;

    // The same kind of part, seen from about the same distance.
    private const double MostSpread = 0.3;

    // A line whose parts lie alike already gains nothing from being turned by what a shadow moves.
    private const double LeastTurn = 5 * Math.PI / 180;
    private const double LeastShift = 0.05;

    // What is kept beside the largest parts, as a share of their length: a bent end reaches further than a straight one.
    private const double Beside = 0.04;

    /// <summary>Decides for a line.</summary>
    /// <param name="parts">What was found in its good pictures, null where nothing was.</param>
    /// <returns>How much of the pictures to keep around the part; null where parts are to stay as they lie.</returns>
    public static AlignmentOptions? For(IReadOnlyCollection<FoundPart?> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var whole = parts.OfType<FoundPart>().Where(p => p.OfEdge <= MostOfEdge && p.Elongation >= LeastElongation && p.Contrast >= LeastContrast).ToList();
        if (parts.Count < FewestPictures || whole.Count < AlmostAll * parts.Count)
        {
            return null;
        }

        var (lengths, breadths) = (Ordered(whole, p => p.Length), Ordered(whole, p => p.Breadth));
        if (Spread(lengths) > MostSpread || Spread(breadths) > MostSpread || (Turns(whole) < LeastTurn && Shifts(whole) < LeastShift * At(lengths, 0.5)))
        {
            return null;
        }

        var (length, breadth) = (At(lengths, 0.98), At(breadths, 0.98));
        return new()
        {
            Width = (int)Math.Ceiling(length * (1 + (2 * Beside))),
            Height = (int)Math.Ceiling(breadth + (2 * Beside * length)),
        };
    }

    private static double[] Ordered(List<FoundPart> parts, Func<FoundPart, double> value) => [.. parts.Select(value).Order()];

    private static double At(double[] ordered, double share) => ordered[(int)Math.Round(share * (ordered.Length - 1))];

    private static double Spread(double[] ordered) => (At(ordered, 0.95) - At(ordered, 0.05)) / At(ordered, 0.5);

    // The circular deviation of the axes: twice the angle, since one that is turned by half a circle is the same axis.
    private static double Turns(List<FoundPart> parts)
    {
        var (cos, sin) = (parts.Average(p => Math.Cos(2 * p.Pose.Angle)), parts.Average(p => Math.Sin(2 * p.Pose.Angle)));
        return Math.Sqrt(-2 * Math.Log(Math.Clamp(Math.Sqrt((cos * cos) + (sin * sin)), 1e-9, 1))) / 2;
    }

    private static double Shifts(List<FoundPart> parts)
    {
        var (x, y) = (parts.Average(p => p.Pose.CenterX), parts.Average(p => p.Pose.CenterY));
        return Math.Sqrt(parts.Average(p => ((p.Pose.CenterX - x) * (p.Pose.CenterX - x)) + ((p.Pose.CenterY - y) * (p.Pose.CenterY - y))));
    }
}
