namespace InspectFlow.Model;

/// <summary>
/// How far what each view says of a good picture's oddest place goes beyond what is usual, among good pictures that were not fitted.
/// A view in whose good pictures odd places are common counts for less than one in which they are rare.
/// </summary>
internal static class ViewSpreads
{
    // Views that hardly ever say anything odd of good pictures must not turn every fraction of a nat into something.
    private const float Least = 1;

    // So many are enough to see the oddest, and features take time.
    private const int MostPictures = 128;

    /// <summary>Measures.</summary>
    /// <param name="flow">The flow, fitted and learned.</param>
    /// <param name="pixels">The good pictures, uint8 N×C×H×W; of many, evenly some.</param>
    /// <param name="crew">Goes through them.</param>
    /// <param name="ct">Stops between two pictures.</param>
    /// <returns>Of each view the largest of the pictures' peaks less the median one, in nats, at least 1.</returns>
    public static float[] Of(FeatureFlow flow, byte[] pixels, PictureCrew crew, CancellationToken ct)
    {
        var some = crew.Some(pixels, MostPictures);
        var peaks = flow.Views.Select(_ => new float[some.Length / flow.Architecture.Dimensions]).ToList();
        crew.ForEach(some, (index, picture) =>
        {
            var measured = flow.Measure(picture);
            for (var v = 0; v < peaks.Count; v++)
            {
                peaks[v][index] = -flow.Density(measured, v).data<float>().Min();
            }
        }, ct);
        return [.. peaks.Select(Spread)];
    }

    private static float Spread(float[] peaks)
    {
        Array.Sort(peaks);
        return Math.Max(Least, peaks[^1] - peaks[peaks.Length / 2]);
    }
}
